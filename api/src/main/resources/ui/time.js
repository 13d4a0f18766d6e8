// Times: in the zone of the chosen place, of this device, or UTC.
import { view } from './view.js';
import { locale } from './texts.js';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

let placeZone = null;
const formats = new Map();

/** The zone of the chosen place; null: none is chosen, or it has none. */
export function setPlaceZone(zone) {
  placeZone = zone && isZone(zone) ? zone : null;
}

function isZone(name) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The zone in which times are shown. */
export function zone() {
  if (view.times === 'utc') {
    return 'UTC';
  }
  const mine = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  return view.times === 'place' ? placeZone ?? mine : mine;
}

function format(options) {
  const key = `${locale()} ${zone()} ${JSON.stringify(options)}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(locale(), { timeZone: zone(), ...options }));
  }
  return formats.get(key);
}

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** Such as "Fri 1 May, 14:00". */
export const moment = (time) =>
  format({ weekday: 'short', day: 'numeric', month: 'short', ...CLOCK }).format(new Date(time));

/** The same with the year and the name of the zone. */
export const wholeMoment = (time) =>
  format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', ...CLOCK, timeZoneName: 'short' })
    .format(new Date(time));

/** The zone's short name at a time, such as "UTC" or "GMT+2". */
export const zoneName = (time) =>
  format({ timeZoneName: 'short' }).formatToParts(new Date(time)).find(({ type }) => type === 'timeZoneName').value;

export const clock = (time) => format(CLOCK).format(new Date(time));

export const day = (time) => format({ day: 'numeric', month: 'short' }).format(new Date(time));

/** How far the zone is from UTC at a time, ms. */
function offset(time) {
  const parts = format({
    year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    hourCycle: 'h23', numberingSystem: 'latn', calendar: 'gregory',
  }).formatToParts(new Date(time));
  const of = (type) => Number(parts.find((part) => part.type === type).value);
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return local - Math.floor(time / 1000) * 1000;
}

/** The first midnights of the zone in a range, as many days apart as leave at most `most` of them. */
export function midnights(from, until, most) {
  const step = Math.max(1, Math.ceil((until - from) / DAY / most));
  const found = [];
  let next = Math.ceil((from + offset(from)) / DAY) * DAY;
  while (next - offset(next) <= until) {
    found.push(next - offset(next));
    next += step * DAY;
  }
  return found;
}

/** A time as the API takes it, without parts of a second. */
export const instant = (millis) => new Date(millis).toISOString().replace(/\.\d+Z$/, 'Z');
