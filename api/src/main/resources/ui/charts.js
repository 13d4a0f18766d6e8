// Charts of a place over some days, each also said in words.
import { el } from './dom.js';
import { locale, t } from './texts.js';
import { HOUR, zone } from './time.js';
import { number, quantity, shown, unit } from './format.js';
import { token } from './colours.js';
import { view } from './view.js';

const { uPlot } = window;

const HEIGHT = 128;

let drawn = [];

/** Ends the charts that were drawn; they hold listeners. */
export function clearCharts() {
  drawn.forEach((chart) => chart.destroy());
  drawn = [];
}

/**
 * A figure.
 *
 * @param title of the figure
 * @param lines each {name, label, points: Map of ms to value, colour, bars}; their quantities have one unit
 * @param range {from, until}, ms
 */
export function chart(title, lines, { from, until }) {
  const some = lines.filter((line) => [...line.points.values()].some((value) => value !== null));
  const sign = unit(lines[0].name);
  const caption = el('figcaption', el('strong', title), sign ? el('span.note', ` ${sign}`) : null);
  if (some.length === 0) {
    return el('figure.chart', caption, el('p.note', t('chartEmpty')));
  }
  if (some.length > 1 || some[0].label !== title) {
    caption.append(...some.map((line) => {
      const key = el('span.key', line.label);
      key.style.setProperty('--colour', token(line.colour));
      return key;
    }));
  }
  const box = el('div.plot', { role: 'img', 'aria-label': some.map(inWords).join('. ') });
  const figure = el('figure.chart', caption, box);
  const hours = Array.from({ length: Math.round((until - from) / HOUR) }, (_, i) => from + i * HOUR);
  const columns = some.map((line) => hours.map((hour) => shown(line.name, line.points.get(hour) ?? null)));
  // When it stands in the page: only then has it a width.
  requestAnimationFrame(() => {
    if (box.isConnected) {
      draw(box, some, [hours.map((hour) => hour / 1000), ...columns]);
    }
  });
  return figure;
}

function inWords({ name, label, points }) {
  const values = [...points.values()].filter((value) => value !== null);
  return t('chartSaid', {
    name: label,
    min: quantity(name, Math.min(...values)),
    max: quantity(name, Math.max(...values)),
    last: quantity(name, values[values.length - 1]),
  });
}

function draw(box, lines, data) {
  const grid = { stroke: token('--line'), width: 1 };
  const axis = { stroke: token('--quiet'), grid, ticks: { show: false }, font: '11px system-ui, sans-serif' };
  const plot = new uPlot(
    {
      width: box.clientWidth,
      height: HEIGHT,
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), zone()),
      cursor: { y: false, points: { size: 6 }, drag: { x: false, y: false } },
      legend: { show: false },
      padding: [8, 8, 0, 0],
      scales: { y: { range: (_, low, high) => yRange(lines, low, high) } },
      axes: [
        { ...axis, size: 26, space: 62, values: (_, splits, __, ___, apart) => splits.map((at) => tick(at, apart)) },
        { ...axis, size: 40, space: 26, values: (_, splits) => splits.map((at) => short(at, splits)) },
      ],
      series: [{}, ...lines.map(series)],
      hooks: { draw: [markTime], setCursor: [(chart) => say(box, chart, lines)] },
    },
    data,
    box);
  drawn.push(plot);
}

function yRange(lines, low, high) {
  if (lines.some((line) => line.bars || line.zero)) {
    return [0, Math.max(high ?? 0, shown(lines[0].name, lines[0].least ?? 0) || 1) * 1.08];
  }
  const room = Math.max((high - low) * 0.1, 0.5);
  return [low - room, high + room];
}

function series(line) {
  const colour = token(line.colour);
  return {
    label: line.label,
    stroke: colour,
    width: 1.8,
    dash: line.dash,
    fill: line.bars ? colour : undefined,
    points: { show: false },
    paths: line.bars ? uPlot.paths.bars({ size: [0.9, 40], align: 1 }) : undefined,
    spanGaps: false,
  };
}

const short = (value, all) => {
  const apart = all.length > 1 ? Math.abs(all[1] - all[0]) : 1;
  // As many as tell 2.5 from 5, and 0.002 from 0.004.
  const digits = [0, 1, 2, 3].find((count) => Math.abs(apart * 10 ** count - Math.round(apart * 10 ** count)) < 1e-6) ?? 4;
  return new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
};

function tick(seconds, apart) {
  const options = apart >= 86_400
    ? { day: 'numeric', month: 'short' }
    : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  return new Intl.DateTimeFormat(locale(), { ...options, timeZone: zone() }).format(seconds * 1000);
}

/** A line where the slider stands. */
function markTime(chart) {
  if (view.at === null) {
    return;
  }
  const x = chart.valToPos(Date.parse(view.at) / 1000, 'x', true);
  const { left, top, width, height } = chart.bbox;
  if (x >= left && x <= left + width) {
    const { ctx } = chart;
    ctx.save();
    ctx.strokeStyle = token('--accent');
    ctx.lineWidth = 2 * devicePixelRatio;
    ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
    ctx.stroke();
    ctx.restore();
  }
}

/** The line under the pointer, in the caption of the chart. */
function say(box, chart, lines) {
  let said = box.parentElement?.querySelector('.pointed');
  if (!box.parentElement) {
    return;
  }
  if (!said) {
    said = el('span.pointed.note', { 'aria-hidden': 'true' });
    box.parentElement.querySelector('figcaption').append(said);
  }
  const { idx } = chart.cursor;
  if (idx === null || idx === undefined) {
    said.textContent = '';
    return;
  }
  const at = chart.data[0][idx];
  const values = lines.map((line, i) => chart.data[i + 1][idx]).filter((value) => value !== null && value !== undefined);
  const time = new Intl.DateTimeFormat(locale(), {
    weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone(),
  }).format(at * 1000);
  said.textContent = values.length === 0 ? '' : `${time}: ${values.map((value) => number(lines[0].name, value)).join(' / ')}`;
}
