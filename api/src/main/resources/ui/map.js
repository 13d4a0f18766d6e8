// The map: outlines of the world without a network, the layer of places, choosing one by pointer and by keys.
import { byId } from './dom.js';
import { change, follow, view } from './view.js';
import { PlacesLayer, picture } from './layer.js';
import { SCORE, isCondition, scale, standing, symbols } from './measures.js';
import { quantity } from './format.js';
import { t } from './texts.js';
import { token } from './colours.js';

const { L, topojson } = window;

const WORLD = L.latLngBounds([-58, -170], [74, 180]);

let map;
let places;
let land;
let borders;
let frame = null;
let shownScale = null;
let pictures = { key: null, all: [] };
let cursor = -1;
let round = [];
let hasFitted = false;

export function startMap() {
  map = L.map('map', {
    attributionControl: false,
    zoomControl: false,
    zoomSnap: 0.25,
    zoomDelta: 1,
    minZoom: 0.5,
    maxZoom: 12,
    keyboardPanDelta: 120,
    maxBounds: [[-86, -230], [86, 230]],
    maxBoundsViscosity: 0.8,
    fadeAnimation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    zoomAnimation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  });
  L.control.scale({ position: 'bottomright', maxWidth: 90 }).addTo(map);
  go(view.map);
  places = new PlacesLayer();
  map.addLayer(places);
  drawWorld();
  map.on('moveend', () => change({ map: whereNow() }));
  map.on('click', (event) => choose(places.near(event.containerPoint)));
  map.on('mousemove', (event) => map.dragging.moving() || hover(event.containerPoint));
  map.on('mouseout movestart', () => tip(-1));
  byId('map').addEventListener('keydown', onKey);
  byId('map').addEventListener('blur', () => setCursor(-1));
  follow(['map'], ({ map: wanted }) => {
    if (wanted !== whereNow()) {
      go(wanted);
    }
  });
  follow(['place'], () => mark());
  follow(['units', 'lang'], () => tip(-1));
  addEventListener('theme', () => {
    colourWorld();
    if (frame) {
      show(frame);
    }
  });
  // Side by side or one above the other: the map's own size changes without the window's.
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(byId('map'));
}

/** Shows the places of a frame. */
export function show(next) {
  const isOther = frame === null || !sameIds(frame.ids, next.ids);
  frame = next;
  shownScale = scale(next.show);
  places.options.ink = token('--ink');
  places.options.paper = token('--paper');
  if (isOther) {
    places.setPlaces(next.longitudes, next.latitudes, next.names);
    cursor = -1;
    round = [];
  }
  places.setSymbols(Uint16Array.from(next.properties, shownScale.symbolOf), picturesOf(next.show));
  mark();
  if (!hasFitted && next.ids.length > 0) {
    hasFitted = true;
    if (view.map === null) {
      fit(next);
    }
  }
}

/** Made once for what is shown, the theme and the screen. */
function picturesOf(name) {
  const key = `${name} ${document.documentElement.dataset.theme} ${devicePixelRatio}`;
  if (pictures.key !== key) {
    const looks = { edge: token('--edge'), paper: token('--paper') };
    pictures = { key, all: symbols(shownScale).map((symbol) => picture(symbol, looks)) };
  }
  return pictures.all;
}

function sameIds(a, b) {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}

/** The part of the world in view, as [west, south, east, north]; degrees. */
export function boxNow() {
  const bounds = map.getBounds();
  const round = (degrees) => Number(degrees.toFixed(3));
  const turned = (longitude) => round(((((longitude + 180) % 360) + 360) % 360) - 180);
  const isWhole = bounds.getEast() - bounds.getWest() >= 360;
  return [
    isWhole ? -180 : turned(bounds.getWest()), round(Math.max(-90, bounds.getSouth())),
    isWhole ? 180 : turned(bounds.getEast()), round(Math.min(90, bounds.getNorth())),
  ];
}

/** The middle of the map, degrees. */
export function centreNow() {
  const { lat, lng } = map.getCenter().wrap();
  return { latitude: Number(lat.toFixed(4)), longitude: Number(lng.toFixed(4)) };
}

/** Moves to all places of a frame, where there are any. */
export function showAll(next) {
  if (next.ids.length > 0) {
    const card = document.querySelector('.shown').offsetWidth;
    fit(next, map.getSize().x > 3 * card ? card + 40 : 24);
  }
}

/** All places, above the card of the time. */
function fit({ longitudes, latitudes }, left = 24) {
  const points = Array.from(longitudes, (longitude, i) => [latitudes[i], longitude]);
  map.fitBounds(L.latLngBounds(points), {
    maxZoom: 8, animate: false, paddingTopLeft: [left, 24], paddingBottomRight: [24, byId('time').offsetHeight + 24],
  });
}

function go(wanted) {
  if (wanted === null) {
    map.fitBounds(WORLD, { animate: false });
    return;
  }
  const [zoom, latitude, longitude] = wanted.split('/').map(Number);
  map.setView([latitude, longitude], zoom, { animate: false });
  hasFitted = true;
}

function whereNow() {
  const { lat, lng } = map.getCenter();
  return `${+map.getZoom().toFixed(2)}/${lat.toFixed(3)}/${lng.toFixed(3)}`;
}

/** Moves to a place, near enough to tell it from its neighbours. */
export function flyTo(latitude, longitude) {
  const zoom = Math.max(map.getZoom(), 5);
  map.flyTo([latitude, longitude], zoom, { duration: 0.6 });
}

/** Indexes into the frame of the places in view, the gravest or highest first. */
export function inView() {
  if (!frame || !places) {
    return [];
  }
  return places.inView().sort((a, b) => {
    const difference = shownScale.rank(frame.properties[b]) - shownScale.rank(frame.properties[a]);
    return difference || frame.names[a].localeCompare(frame.names[b]);
  });
}

/** Calls when other places are in view. */
export const onMoved = (listener) => map.on('moveend', listener);

function choose(i) {
  if (i >= 0) {
    change({ place: frame.ids[i] });
  }
}

function mark() {
  places.mark(frame?.indexes.get(view.place) ?? -1, cursor);
}

function setCursor(i) {
  cursor = i;
  tip(i);
  byId('cursor-said').textContent = i < 0 ? '' : said(i);
  mark();
}

function onKey(event) {
  const step = { n: 1, p: -1 }[event.key.toLowerCase()];
  if (event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  if (step) {
    event.preventDefault();
    // In the order in which they stood when the round began, so that it comes to its end.
    const now = inView();
    if (cursor < 0 || round.length !== now.length) {
      round = now;
    }
    if (round.length > 0) {
      const here = round.indexOf(cursor);
      setCursor(round[here < 0 ? 0 : (here + step + round.length) % round.length]);
    }
  } else if (event.key === 'Enter' && cursor >= 0) {
    event.preventDefault();
    choose(cursor);
  }
}

function hover(point) {
  const i = places.near(point);
  byId('map').classList.toggle('is-over', i >= 0);
  tip(i);
}

/** A name and what is shown of it, next to the place. */
function tip(i) {
  const box = byId('tip');
  box.hidden = i < 0;
  if (i < 0) {
    return;
  }
  box.textContent = said(i);
  const point = map.latLngToContainerPoint([frame.latitudes[i], frame.longitudes[i]]);
  box.style.left = `${Math.round(point.x)}px`;
  box.style.top = `${Math.round(point.y)}px`;
  box.classList.toggle('is-left', point.x > map.getSize().x - 180);
}

function said(i) {
  return `${frame.names[i]} · ${saidOf(frame.show, frame.properties[i])}`;
}

/** What is shown of a place, in words. */
export function saidOf(name, properties) {
  if (name === SCORE && properties.value === 100) {
    return t('watch.holds');
  }
  if (!isCondition(name)) {
    return quantity(name, properties.value);
  }
  return properties.state ? standing(properties) : '–';
}

async function drawWorld() {
  const response = await fetch(new URL('countries-110m.json', import.meta.url));
  const world = await response.json();
  const plain = { renderer: L.canvas({ padding: 0.6, pane: 'tilePane' }), interactive: false };
  const lands = topojson.feature(world, world.objects.land).features.flatMap(({ geometry }) => geometry.coordinates);
  const mesh = topojson.mesh(world, world.objects.countries, (a, b) => a !== b);
  land = L.polygon(lands.flatMap(flat), plain);
  borders = L.polyline(mesh.coordinates.map((line) => unrolled(line).map(turned)), plain);
  colourWorld();
  land.addTo(map);
  borders.addTo(map);
}

const turned = ([longitude, latitude]) => [latitude, longitude];

/** A polygon of the globe on the flat map: what goes over its edge, on both edges. */
function flat(rings) {
  const whole = rings.map(unrolled);
  const longitudes = whole[0].map(([longitude]) => longitude);
  const shifts = [0];
  if (Math.max(...longitudes) > 180) {
    shifts.push(-360);
  }
  if (Math.min(...longitudes) < -180) {
    shifts.push(360);
  }
  return shifts.map((shift) => whole.map((ring) => ring.map(([longitude, latitude]) => [latitude, longitude + shift])));
}

/** A line without jumps from one edge of the map to the other; one around the pole is closed below the map. */
function unrolled(line) {
  let turn = 0;
  const points = line.map(([longitude, latitude], i) => {
    if (i > 0 && Math.abs(longitude - line[i - 1][0]) > 180) {
      turn += longitude < line[i - 1][0] ? 360 : -360;
    }
    return [longitude + turn, latitude];
  });
  const isAroundPole = Math.abs(points[0][0] - points[points.length - 1][0]) > 180;
  return isAroundPole ? [...points, [points[points.length - 1][0], -88], [points[0][0], -88]] : points;
}

function colourWorld() {
  if (land) {
    land.setStyle({ color: token('--coast'), weight: 0.8, opacity: 1, fillColor: token('--land'), fillOpacity: 1 });
    borders.setStyle({ color: token('--border'), weight: 0.7, opacity: 1 });
  }
}
