// One canvas for all places, over typed arrays: what a place looks like is a number, and all that look alike share a picture.
const { L } = window;

const LABELS_FROM_ZOOM = 5.5;
const MOST_LABELS = 160;
const NEAR_PIXELS = 14;
const MOST_AT_ONCE = 2_000;

export const PlacesLayer = L.Renderer.extend({
  options: { padding: 0.25, pane: 'overlayPane' },

  initialize(options) {
    L.Renderer.prototype.initialize.call(this, options);
    this.setPlaces([], [], []);
    this._pictures = [];
    this._marked = -1;
    this._cursor = -1;
  },

  /** Where the places are, degrees, and what they are called. */
  setPlaces(longitudes, latitudes, names) {
    const count = longitudes.length;
    this._x = new Float64Array(count);
    this._y = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const sine = Math.sin((Math.max(-85, Math.min(85, latitudes[i])) * Math.PI) / 180);
      this._x[i] = longitudes[i] / 360 + 0.5;
      this._y[i] = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    }
    this._names = names;
    this._symbols = new Uint16Array(count);
    this._order = new Uint32Array(count).map((_, i) => i);
  },

  /** The symbol of each place, and the pictures of the symbols; draws anew. */
  setSymbols(symbols, pictures) {
    this._symbols = symbols;
    this._pictures = pictures;
    this._sort();
    this.redraw();
  },

  /** Rings around the chosen place and around that of the keyboard; -1: none. */
  mark(chosen, cursor) {
    if (chosen !== this._marked || cursor !== this._cursor) {
      this._marked = chosen;
      this._cursor = cursor;
      this.redraw();
    }
  },

  /** The place nearest to a point of the map's container, or -1 where none is near. */
  near(point) {
    const at = this._map.containerPointToLayerPoint(point);
    const { scale, left, top } = this._projection();
    let best = -1;
    let least = NEAR_PIXELS * NEAR_PIXELS;
    for (let i = 0; i < this._x.length; i++) {
      const dx = this._x[i] * scale - left - at.x;
      const dy = this._y[i] * scale - top - at.y;
      // Of those that lie on each other the one that is drawn last.
      const distance = dx * dx + dy * dy - (this._symbols[i] > 2 ? 1 : 0);
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  },

  /** Indexes of the places within the map's container. */
  inView() {
    const { scale, left, top } = this._projection();
    const from = this._map.containerPointToLayerPoint([0, 0]);
    const until = from.add(this._map.getSize());
    const found = [];
    for (let i = 0; i < this._x.length; i++) {
      const x = this._x[i] * scale - left;
      const y = this._y[i] * scale - top;
      if (x >= from.x && x <= until.x && y >= from.y && y <= until.y) {
        found.push(i);
      }
    }
    return found;
  },

  redraw() {
    if (this._map && this._bounds) {
      this._drawAtOnce();
    }
  },

  _initContainer() {
    [this._container, this._spare] = [0, 1].map(() => {
      const canvas = document.createElement('canvas');
      canvas.className = 'places-canvas leaflet-zoom-animated';
      return canvas;
    });
  },

  onAdd() {
    L.Renderer.prototype.onAdd.call(this);
    this.getPane().appendChild(this._spare);
    this._spare.style.visibility = 'hidden';
  },

  _destroyContainer() {
    cancelAnimationFrame(this._due);
    this._container.remove();
    this._spare.remove();
    delete this._container;
    delete this._spare;
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) {
      return;
    }
    L.Renderer.prototype._update.call(this);
    if (this._order.length > MOST_AT_ONCE) {
      this._drawInParts();
    } else {
      this._drawAtOnce();
    }
  },

  _drawAtOnce() {
    cancelAnimationFrame(this._due);
    const paint = this._painter(this._container);
    paint(0, this._order.length);
  },

  /** Some in each frame, into the canvas that is not shown, so that the map moves on meanwhile; then that one is shown. */
  _drawInParts() {
    cancelAnimationFrame(this._due);
    const paint = this._painter(this._spare);
    let from = 0;
    const draw = () => {
      paint(from, from + MOST_AT_ONCE);
      from += MOST_AT_ONCE;
      if (from < this._order.length) {
        this._due = requestAnimationFrame(draw);
        return;
      }
      [this._container, this._spare] = [this._spare, this._container];
      this._container.style.visibility = '';
      this._spare.style.visibility = 'hidden';
    };
    this._due = requestAnimationFrame(draw);
  },

  /** By counting: those of each symbol behind each other, the gravest symbols last. */
  _sort() {
    const starts = new Uint32Array(this._pictures.length + 1);
    for (const symbol of this._symbols) {
      starts[symbol + 1]++;
    }
    for (let i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    this._order = new Uint32Array(this._symbols.length);
    for (let i = 0; i < this._symbols.length; i++) {
      this._order[starts[this._symbols[i]]++] = i;
    }
  },

  _projection() {
    const scale = 256 * 2 ** this._map.getZoom();
    const origin = this._map.getPixelOrigin();
    return { scale, left: origin.x, top: origin.y };
  },

  /** Empties a canvas and lays it over the bounds; gives what draws some of the places on it, and after the last the names. */
  _painter(canvas) {
    const { scale, left, top } = this._projection();
    const { min } = this._bounds;
    const size = this._bounds.getSize();
    const ratio = devicePixelRatio || 1;
    const width = Math.round(size.x * ratio);
    const height = Math.round(size.y * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
    }
    L.DomUtil.setPosition(canvas, min);
    const context = canvas.getContext('2d');
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    const shiftX = -left - min.x;
    const shiftY = -top - min.y;
    return (from, until) => {
      if (this._pictures.length === 0) {
        return;
      }
      for (let n = from; n < Math.min(until, this._order.length); n++) {
        const i = this._order[n];
        const picture = this._pictures[this._symbols[i]];
        const half = picture.width / 2;
        const x = (this._x[i] * scale + shiftX) * ratio;
        const y = (this._y[i] * scale + shiftY) * ratio;
        if (x > -half && y > -half && x < width + half && y < height + half) {
          // Whole pixels: pictures stay sharp, and are copied faster.
          context.drawImage(picture, Math.round(x - half), Math.round(y - half));
        }
      }
      if (until >= this._order.length) {
        context.setTransform(ratio, 0, 0, ratio, 0, 0);
        const at = (i) => [this._x[i] * scale + shiftX, this._y[i] * scale + shiftY];
        this._drawRings(context, at);
        if (this._map.getZoom() >= LABELS_FROM_ZOOM) {
          this._drawNames(context, at, width / ratio, height / ratio);
        }
      }
    };
  },

  _drawRings(context, at) {
    for (const [i, radius] of [[this._cursor, 11], [this._marked, 13]]) {
      if (i >= 0) {
        context.beginPath();
        context.arc(...at(i), radius, 0, 2 * Math.PI);
        context.lineWidth = 5;
        context.strokeStyle = this.options.paper;
        context.stroke();
        context.lineWidth = 2.5;
        context.strokeStyle = this.options.ink;
        context.stroke();
      }
    }
  },

  /** Names of the chosen and then the gravest, where they are in no other's way. */
  _drawNames(context, at, width, height) {
    context.font = '12px system-ui, sans-serif';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    const taken = new Set();
    let left = MOST_LABELS;
    for (let n = this._order.length; n >= 0 && left > 0; n--) {
      const i = n === this._order.length ? this._marked : this._order[n];
      if (i < 0 || (i === this._marked && n < this._order.length)) {
        continue;
      }
      const [x, y] = at(i);
      if (x < 0 || y < 0 || x > width || y > height) {
        continue;
      }
      const name = this._names[i];
      const cells = [];
      for (let column = Math.floor(x / 16); column <= Math.floor((x + 14 + 6.5 * name.length) / 16); column++) {
        cells.push(`${column} ${Math.floor((y - 7) / 16)}`, `${column} ${Math.floor((y + 7) / 16)}`);
      }
      if (cells.every((cell) => !taken.has(cell))) {
        cells.forEach((cell) => taken.add(cell));
        context.lineWidth = 3;
        context.strokeStyle = this.options.paper;
        const beside = x + (i === this._marked ? 20 : 12);
        context.strokeText(name, beside, y);
        context.fillStyle = this.options.ink;
        context.fillText(name, beside, y);
        left--;
      }
    }
  },
});

/** A picture of a symbol, for this screen; `edge` is the colour of its outline, `paper` of what is hollow. */
export function picture({ colour, radius, shape, fill }, { edge, paper }) {
  const ratio = devicePixelRatio || 1;
  const size = Math.ceil((radius + 2) * 2 * ratio);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const context = canvas.getContext('2d');
  context.translate(size / 2, size / 2);
  context.scale(ratio, ratio);
  if (shape === 'cross') {
    return crossed(canvas, context, radius, colour, edge);
  }
  const outline = path(shape, radius);
  if (fill === 'whole') {
    context.fillStyle = colour;
    context.fill(outline);
    context.lineWidth = 1;
    context.strokeStyle = edge;
    context.stroke(outline);
    return canvas;
  }
  context.fillStyle = paper;
  context.fill(outline);
  context.lineWidth = 1;
  context.strokeStyle = edge;
  context.stroke(outline);
  context.save();
  context.clip(outline);
  if (fill === 'half') {
    context.fillStyle = colour;
    context.fillRect(-radius, -radius, radius, 2 * radius);
  } else {
    context.lineWidth = 4.4;
    context.strokeStyle = colour;
    context.stroke(outline);
  }
  context.restore();
  return canvas;
}

function crossed(canvas, context, radius, colour, edge) {
  for (const [width, style] of [[3.4, edge], [2, colour]]) {
    context.lineWidth = width;
    context.strokeStyle = style;
    context.beginPath();
    context.moveTo(-radius * 0.7, -radius * 0.7);
    context.lineTo(radius * 0.7, radius * 0.7);
    context.moveTo(radius * 0.7, -radius * 0.7);
    context.lineTo(-radius * 0.7, radius * 0.7);
    context.stroke();
  }
  return canvas;
}

function path(shape, r) {
  const outline = new Path2D();
  switch (shape) {
    case 'square':
      outline.rect(-r * 0.88, -r * 0.88, r * 1.76, r * 1.76);
      break;
    case 'diamond':
      polygon(outline, [[0, -r * 1.1], [r * 1.1, 0], [0, r * 1.1], [-r * 1.1, 0]]);
      break;
    case 'triangle':
      polygon(outline, [[0, -r * 1.1], [r, r * 0.8], [-r, r * 0.8]]);
      break;
    default:
      outline.arc(0, 0, r, 0, 2 * Math.PI);
  }
  return outline;
}

function polygon(outline, corners) {
  corners.forEach(([x, y], i) => (i === 0 ? outline.moveTo(x, y) : outline.lineTo(x, y)));
  outline.closePath();
}
