// What the symbols mean, drawn as they are on the map, with how many places have each.
import { byId, el } from './dom.js';
import { t } from './texts.js';
import { SCORE, isCondition, isStale, scale, symbols, word } from './measures.js';
import { picture } from './layer.js';
import { decimal, number, shown, unit, whole } from './format.js';
import { token } from './colours.js';
import { moment } from './time.js';

const TICKS = 5;

export function showLegend(frame) {
  const legend = byId('legend');
  const known = scale(frame.show);
  const all = symbols(known);
  const counts = new Array(known.kinds.length).fill(0);
  for (const one of frame.properties) {
    counts[Math.floor(known.symbolOf(one) / 3)]++;
  }
  legend.replaceChildren(
    isCondition(frame.show) ? levels(known, all, counts) : values(frame, known, counts),
    marks(known, all, frame) ?? '');
}

/** What a place has, as the map draws it. */
export function symbolOf(name, properties) {
  const known = scale(name);
  return drawn(symbols(known)[known.symbolOf(properties)]);
}

function drawn(symbol) {
  const canvas = picture(symbol, { edge: token('--edge'), paper: token('--paper') });
  const ratio = devicePixelRatio || 1;
  canvas.style.width = `${canvas.width / ratio}px`;
  return el('span.symbol', { 'aria-hidden': 'true' }, canvas);
}

const NAMES = { none: 'legendNone', OK: 'legendOk', UNKNOWN: 'legendUnknown', other: 'legendOther' };

/** The gravest at the top, as a thermometer; kinds that are no levels only where a place has them. */
function levels({ kinds }, all, counts) {
  const rows = kinds
    .map((kind, i) => ({ kind, symbol: all[i * 3], count: counts[i] }))
    .filter(({ kind, count }) => count > 0 || !['none', 'other', 'UNKNOWN'].includes(kind.key))
    .reverse();
  return el('ul.levels', rows.map(({ kind, symbol, count }) =>
    el('li', drawn(symbol),
      el('span', kind.key in NAMES ? t(NAMES[kind.key]) : word('level', kind.key)),
      el('span.number', whole(count)))));
}

function values({ show, properties, judgedAt }, { colours, range: [low, high] }, counts) {
  const bar = el('canvas.ramp', { width: colours.length, height: 1, 'aria-hidden': 'true' });
  const context = bar.getContext('2d');
  colours.forEach((colour, i) => {
    context.fillStyle = colour;
    context.fillRect(i, 0, 1, 1);
  });
  const ticks = Array.from({ length: TICKS }, (_, i) => shown(show, low + ((high - low) * i) / (TICKS - 1)));
  const digits = Math.abs(ticks[TICKS - 1] - ticks[0]) < 10 ? 'as they are' : 'none';
  return el('div.values', bar,
    el('div.scale', ticks.map((tick) => el('span', digits === 'none' ? decimal(tick, 0) : number(show, tick)))),
    el('p.note', el('strong', show === SCORE ? t('score') : unit(show) || '1'), ' · ',
      t('legendOf', { n: whole(properties.length - counts[0]), all: whole(properties.length) })),
    show === SCORE && judgedAt !== null ? el('p.note', t('judgedAt', { time: moment(judgedAt) })) : null);
}

/** What half filled and hollow symbols mean, where there are any. */
function marks({ kinds }, all, { show, properties }) {
  const at = isCondition(show) ? kinds.findIndex((kind) => kind.shape !== 'dot' && !['OK', 'UNKNOWN'].includes(kind.key)) + 1 : 14;
  const rows = [];
  if (isCondition(show) && properties.some((one) => one.state === 'UNCERTAIN')) {
    rows.push(el('li', drawn(all[at * 3 + 1]), el('span', t('legendUnsure'))));
  }
  if (properties.some(isStale)) {
    rows.push(el('li', drawn(all[at * 3 + 2]), el('span', t('legendStale'))));
  }
  if (show === SCORE) {
    rows.push(el('li', drawn(all.at(-3)), el('span', t('legendHolds'))));
  }
  if (!isCondition(show) && properties.some((one) => one.value === null)) {
    rows.push(el('li', drawn(all[0]), el('span', t('legendNoValue'))));
  }
  return rows.length > 0 ? el('ul.levels.marks', rows) : null;
}
