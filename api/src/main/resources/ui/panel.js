// One place: its states with their reasons, its course over some days, what arrived from its sensors.
import { CROSS, byId, el, icon, refill } from './dom.js';
import { t } from './texts.js';
import { change, follow, view } from './view.js';
import { get, placePath } from './api.js';
import { DAY, HOUR, clock, day, instant, moment, setPlaceZone, zoneName } from './time.js';
import { decimal, duration, quantity, whole } from './format.js';
import { SCORE, isCondition, standing, word } from './measures.js';
import { saidOf } from './map.js';
import { missingInWords } from './wording.js';
import { symbolOf } from './legend.js';
import { chart, clearCharts } from './charts.js';
import { statesAt, withoutChange } from './past.js';

const DAYS = 7;
const MOST_POINTS = 1000;
const MOST_CHANGES = 12;
const MEASURED = ['air_temperature_celsius', 'heat_index_celsius', 'precipitation_millimetres', 'snow_depth_centimetres'];
const MODELLED = ['wetness', 'snow_depth_centimetres', 'flow_millimetres_per_hour'];

let asking = null;
let isDue = false;
let shown = null;
let opener = null;
let watched = null;
let onPlace = () => {};
let onWatch = () => {};

/**
 * @param known called with the place, or null, once it is known which it is
 * @param wanted called when a watch is wanted for the place
 */
export function startPanel(known, wanted) {
  onPlace = known;
  onWatch = wanted;
  follow(['place'], load);
  follow(['at'], () => loadLater());
  follow(['lang', 'units', 'times'], () => show());
  addEventListener('theme', () => show());
  load();
}

/** What the map shows of a watch; null: of none. */
export function setWatchFrame(next) {
  const isOther = watched !== null || next !== null;
  watched = next;
  if (isOther) {
    show();
  }
}

/** The focus goes back to where it was before. */
export function closePanel() {
  change({ place: null });
  (opener?.isConnected ? opener : byId('map')).focus({ preventScroll: true });
}

let due = 0;

/** While the slider moves, only the mark in the charts does; their days follow when it rests. */
function loadLater() {
  clearTimeout(due);
  if (shown?.place) {
    due = setTimeout(() => {
      const range = rangeOf(shown.place);
      if (range.from !== shown.range.from) {
        load();
      } else {
        show();
      }
    }, 400);
  }
}

async function load() {
  asking?.abort();
  asking = new AbortController();
  isDue = false;
  const mine = asking;
  const { signal } = mine;
  const id = view.place;
  if (byId('panel').hidden && id !== null) {
    opener = document.activeElement;
  }
  byId('panel').hidden = id === null;
  byId('side').classList.toggle('has-place', id !== null);
  if (id === null) {
    shown = null;
    asking = null;
    clearCharts();
    setPlaceZone(null);
    onPlace(null);
    return;
  }
  if (shown?.id !== id) {
    shown = { id };
    show();
    byId('panel').scrollTop = 0;
  }
  try {
    shown = { ...shown, ...await statesOf(id, signal) };
    onPlace(shown.place);
    show();
    shown = { ...shown, ...await courseOf(shown, signal) };
    show();
  } catch (e) {
    if (e.name !== 'AbortError') {
      shown = { ...shown, error: e.message };
      show();
    }
  } finally {
    settle(mine);
  }
}

/**
 * Asks anew for all of an open place while it shows the newest and is seen. What is there stays until all has come, and
 * where it does not come; called while it is asking, it asks once more after that.
 */
export async function renewPanel() {
  if (shown === null || view.at !== null || document.hidden) {
    return;
  }
  if (asking !== null) {
    isDue = true;
    return;
  }
  asking = new AbortController();
  const mine = asking;
  try {
    // Where it does not come, the next renewal asks again.
    const next = await allOf(shown.id, mine.signal).catch(() => null);
    if (next !== null && !mine.signal.aborted && view.at === null) {
      showRenewed(next);
    }
  } finally {
    settle(mine);
  }
}

function showRenewed(next) {
  const isOtherZone = shown.place?.time_zone !== next.place.time_zone;
  shown = next;
  if (isOtherZone) {
    onPlace(next.place);
  }
  show();
}

async function allOf(id, signal) {
  const states = await statesOf(id, signal);
  return { ...states, ...await courseOf(states, signal) };
}

function settle(asked) {
  if (asking === asked) {
    asking = null;
    if (isDue) {
      isDue = false;
      renewPanel();
    }
  }
}

async function statesOf(id, signal) {
  const path = placePath(id);
  const [place, conditions] = await Promise.all([get(path, {}, signal), get(`${path}/conditions`, {}, signal)]);
  return { id, place, conditions, error: null, range: rangeOf(place) };
}

/** The week that ends with the newest, or a day after the time on the slider. */
function rangeOf(place) {
  const newest = place.latest_at === null ? Date.now() : Date.parse(place.latest_at);
  const end = view.at === null ? newest : Math.min(newest, Date.parse(view.at) + DAY);
  const until = (Math.floor(end / HOUR) + 1) * HOUR;
  return { from: until - DAYS * DAY, until };
}

async function courseOf({ id, place, conditions, range: { from, until } }, signal) {
  const path = placePath(id);
  const range = { start: instant(from), end: instant(until), bucket: 'PT1H', limit: MOST_POINTS };
  const newest = place.latest_at === null ? null : Date.parse(place.latest_at);
  const changes = (more) => get(`${path}/conditions/history`, { limit: MOST_POINTS, ...more }, signal);
  const [measured, modelled, history, observations] = await Promise.all([
    get(`${path}/timeseries`, { ...range, quantity: MEASURED }, signal),
    get(`${path}/timeseries`, { ...range, quantity: MODELLED, source: 'models' }, signal),
    changes({ start: range.start, end: range.end }),
    newest === null
      ? { observations: [] }
      : get(`${path}/observations`, { start: instant(newest - HOUR), limit: MOST_POINTS }, signal),
  ]);
  const unchanged = withoutChange(conditions.conditions, history.transitions, until);
  const later = await Promise.all(unchanged.map(({ condition }) => changes({ condition, start: range.end, limit: 1 })));
  return {
    later: later.flatMap(({ transitions }) => transitions),
    measured: series(measured, MEASURED),
    modelled: series(modelled, MODELLED),
    changes: history.transitions.reverse(),
    observations: observations.observations,
  };
}

/** Each quantity as a map of ms to its mean or total. */
function series({ points }, names) {
  const lines = Object.fromEntries(names.map((name) => [name, new Map()]));
  for (const point of points) {
    for (const [name, value] of Object.entries(point.values)) {
      lines[name]?.set(Date.parse(point.start), value.total ?? value.mean ?? null);
    }
  }
  return lines;
}

function show() {
  if (shown === null) {
    return;
  }
  clearCharts();
  const { place, error } = shown;
  const panel = byId('panel');
  const parts = new Map([...panel.querySelectorAll('details[data-part]')].map((one) =>
    [one.dataset.part, { isOpen: one.open, state: one.dataset.state }]));
  const wideAt = panel.querySelector('.wide')?.scrollLeft ?? 0;
  refill(panel,
    heading(place),
    error ? el('p.warn', t('error', { detail: error })) : '',
    ...(place ? [match() ?? '', states(parts), course(), changes(parts), arrived(parts), facts(place)] : error ? [] : [el('p.note', t('loading'))]));
  panel.querySelector('.wide')?.scrollTo({ left: wideAt });
}

function heading(place) {
  const newest = !place ? '' : place.latest_at === null ? t('latestNone') : t('latest', { time: moment(place.latest_at) });
  return el('header',
    el('div', el('h2', { id: 'panel-name' }, place?.name ?? shown.id),
      el('p.note', newest,
        place?.stale ? el('span.badge', t('stale')) : null,
        place && !place.registered ? el('span.badge', t('unregistered')) : null),
      place ? el('p.note', t('timesIn', { zone: zoneName(view.at ?? place.latest_at ?? Date.now()) })) : null),
    el('button', { type: 'button', id: 'panel-close', 'aria-label': t('back'), title: t('back'), onclick: closePanel }, icon(CROSS)));
}

function states(parts) {
  const isNewest = view.at === null;
  if (!isNewest && !shown.changes) {
    return el('section', el('h3', t('states')), el('p.note', t('loading')));
  }
  const newest = shown.conditions.conditions;
  const conditions = isNewest
    ? newest
    : statesAt(Date.parse(view.at), newest, [...shown.changes].reverse().concat(shown.later));
  return el('section',
    el('h3', t('states')),
    isNewest && shown.conditions.stale && shown.place.latest_at !== null ? el('p.note', t('staleText')) : null,
    isNewest ? null : el('p.note', t('statesAt', { time: moment(view.at) })),
    conditions.length === 0 ? el('p.note', t('statesNone')) : null,
    conditions.map((one) => state(one, parts)));
}

/** How well the place matches the watch that the map shows. */
function match() {
  const found = watched?.matches.find((one) => one.place_id === shown.id)?.match;
  return found ? el('section', el('h3', `${t('watch')}: ${watched.watch.preference.name}`),
    el('p', el('strong', saidOf(SCORE, { value: found.score })), el('span.note', ` ${t('judgedAt', { time: moment(found.at) })}`)),
    found.missing.length > 0 ? el('p', missingInWords(watched.watch.preference, found.missing)) : null) : null;
}

const MODEL_NAMES = { MUD: 'mud', HIGH_WATER: 'high_water', SNOWPACK: 'snowpack' };

function state(one, parts) {
  // What comes is known of the newest state alone.
  const models = view.at === null ? shown.conditions.models : null;
  const certain = models?.certain[MODEL_NAMES[one.condition]];
  const ready = (models?.ready_by ?? []).filter((each) => each.condition === one.condition);
  const part = `state ${one.condition}`;
  const before = parts.get(part);
  // What the reader has closed stays so until its state is another.
  const isOpen = before?.isOpen || (one.state === 'ACTIVE' && before?.state !== 'ACTIVE');
  return el('details.state', { 'data-part': part, 'data-state': one.state, open: isOpen },
    el('summary',
      drawn(one),
      el('strong', word('condition', one.condition)),
      el('span.level', standing(one)),
      el('span.note', one.since === null
        ? t('sinceBefore', { time: moment(instant(shown.range.from)) })
        : t('since', { time: moment(one.since) }))),
    el('div',
      el('p.note', [
        // That it is uncertain is said with why.
        one.state === 'UNCERTAIN' && certain === false ? null : word('state', one.state),
        certain === undefined ? null : t(certain ? 'certain' : 'uncertain'),
        one.episode ? t('episode', { time: moment(one.episode.started_at), level: word('level', one.episode.peak_level) }) : null,
      ].filter((part) => part !== null).join(' · ')),
      one.drivers.length > 0 ? el('h4', t('reasons')) : null,
      one.drivers.length > 0 ? el('dl.reasons', one.drivers.map(reason)) : null,
      ready.length > 0 ? el('h4', t('readyBy')) : null,
      ready.map((each) => el('p.ready', readyText(each)))));
}

function reason({ measure, value, window_seconds: seconds }) {
  return el('div',
    el('dt', word('measure', measure), seconds > 0 ? el('span.note', ` ${t('over', { duration: duration(seconds) })}`) : null),
    el('dd', quantity(measure, value)));
}

function readyText({ level, earliest_at: earliest, latest_at: latest, within_10_days: isSoon }) {
  return isSoon
    ? t('readyLevel', { level: word('level', level), from: moment(earliest), until: moment(latest) })
    : t('readyLater', { level: word('level', level) });
}

/** As it is drawn on the map, where the condition is shown there. */
const drawn = ({ condition, state: name, level }) =>
  (isCondition(condition) ? symbolOf(condition, { state: name, level, stale: false }) : null);

function course() {
  const { measured, modelled, range } = shown;
  const title = el('h3', t('charts'), el('span.note', ` ${t('chartsRange', { from: day(range.from), until: day(range.until) })}`));
  if (!measured) {
    return el('section.course', title, el('p.note', t('loading')));
  }
  const line = (all, name, label, colour, more = {}) => ({ name, label, colour, points: all[name], ...more });
  const snow = 'snow_depth_centimetres';
  return el('section.course', title,
    chart(t('chartTemperature'), [
      line(measured, 'air_temperature_celsius', word('measure', 'air_temperature_celsius'), '--line-a'),
      line(measured, 'heat_index_celsius', word('measure', 'heat_index_celsius'), '--line-b', { dash: [6, 3] }),
    ], range),
    chart(t('chartRain'), [
      line(measured, 'precipitation_millimetres', t('chartRain'), '--line-c', { bars: true, least: 2 }),
    ], range),
    chart(t('chartWetness'), [line(modelled, 'wetness', t('chartWetness'), '--line-d', { zero: true, least: 1 })], range),
    chart(t('chartSnow'), [
      line(measured, snow, t('measured'), '--line-a', { zero: true, least: 5 }),
      line(modelled, snow, t('modelled'), '--line-b', { zero: true, dash: [6, 3] }),
    ], range),
    chart(t('chartFlow'), [
      line(modelled, 'flow_millimetres_per_hour', t('chartFlow'), '--line-c', { zero: true, least: 0.1 }),
    ], range));
}

function changes(parts) {
  const { changes: list } = shown;
  return el('details', { 'data-part': 'changes', open: parts.get('changes')?.isOpen },
    el('summary', el('h3', t('changes'))),
    !list ? el('p.note', t('loading')) : list.length === 0 ? el('p.note', t('changesNone')) : null,
    list ? el('ul.rows', list.slice(0, MOST_CHANGES).map((one) =>
      el('li', { 'data-part': `change ${one.condition} ${one.at}` }, el('button.row', {
        type: 'button', onclick: () => change({ show: one.condition, at: instant(Date.parse(one.at)) }),
      },
        el('span.name', word('condition', one.condition)),
        el('span.value', t('changeTo', {
          from: word('state', one.from_state), to: standing(one),
        })),
        el('span.note', moment(one.at)))))) : null);
}

const COUNTS = ['records', 'accepted', 'duplicate', 'conflict', 'late', 'rejected', 'waiting'];

function arrived(parts) {
  const { counters } = shown.place;
  const flagged = Object.entries(counters?.flagged ?? {}).flatMap(([name, reasons]) =>
    Object.entries(reasons).map(([flag, count]) => ({ name: name.toLowerCase(), flag, count })));
  return el('details', { 'data-part': 'arrived', open: parts.get('arrived')?.isOpen },
    el('summary', el('h3', t('arrived'))),
    counters === null ? el('p.note', t('arrivedNone')) : null,
    counters === null ? null : el('dl.counts', COUNTS.filter((key) => key === 'records' || counters[key] > 0).map((key) =>
      el('div', el('dt', t(`count.${key}`)), el('dd', whole(counters[key]))))),
    el('h4', t('flaggedAll')),
    flagged.length === 0 ? el('p.note', t('flaggedNone')) : null,
    flagged.length === 0 ? null : el('ul.flagged', flagged.map(({ name, flag, count }) =>
      el('li', `${word('measure', name)}: ${word('flag', flag)}`, ' ', el('strong', `× ${whole(count)}`)))),
    el('h4', t('sensors')),
    sensors(shown.observations));
}

function sensors(observations) {
  if (!observations) {
    return el('p.note', t('loading'));
  }
  if (observations.length === 0) {
    return el('p.note', t('sensorsNone'));
  }
  const all = new Map();
  for (const one of observations) {
    const sensor = all.get(one.sensor_id) ?? { count: 0, flagged: 0 };
    all.set(one.sensor_id, {
      count: sensor.count + 1,
      flagged: sensor.flagged + Object.values(one.values).filter(({ quality }) => quality !== 'good').length,
      last: one.observed_at,
      delay: (Date.parse(one.received_at) - Date.parse(one.observed_at)) / 1000,
    });
  }
  const heads = ['sensor', 'sensorCount', 'sensorLast', 'sensorDelay', 'sensorFlagged'];
  return el('div.wide', { tabindex: '0', role: 'group', 'aria-label': t('sensors') }, el('table',
    el('thead', el('tr', heads.map((head) => el('th', { scope: 'col' }, t(head))))),
    el('tbody', [...all].map(([id, { count, last, delay, flagged }]) =>
      el('tr', el('th', { scope: 'row' }, id), el('td', whole(count)), el('td', clock(last)),
        el('td', duration(Math.max(0, delay))), el('td', whole(flagged)))))));
}

function facts(place) {
  const { position } = place;
  const where = position === null
    ? t('noPosition')
    : `${decimal(Math.abs(position.latitude), 3)}° ${position.latitude < 0 ? 'S' : 'N'}, ${decimal(Math.abs(position.longitude), 3)}° ${position.longitude < 0 ? 'W' : 'E'}`;
  return el('footer.note',
    el('p', where, place.elevation_metres === null ? null : ` · ${quantity('elevation_metres', place.elevation_metres)}`,
      place.time_zone ? ` · ${place.time_zone}` : null),
    el('p', el('code', place.place_id)),
    el('p', el('button.plain', { type: 'button', id: 'panel-watch', onclick: () => onWatch() }, t('watch.here'))));
}
