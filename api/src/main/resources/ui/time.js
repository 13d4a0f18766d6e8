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

const FIELDS = {
  year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  hourCycle: 'h23', numberingSystem: 'latn', calendar: 'gregory',
};

/** How far the zone is from UTC at a time, ms. */
const offset = (time) => offsetBy(format(FIELDS), time);

function offsetBy(zoned, time) {
  const parts = zoned.formatToParts(new Date(time));
  const of = (type) => Number(parts.find((part) => part.type === type).value);
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return local - Math.floor(time / 1000) * 1000;
}

/**
 * The days of a zone that a range touches.
 *
 * @return each {day, such as 2026-05-01, seconds of the range in it}
 */
export function daysOf(from, until, timeZone) {
  const zoned = formatOf(timeZone);
  const days = [];
  for (let at = from; at < until || days.length === 0;) {
    const local = at + offsetBy(zoned, at);
    const nextDay = (Math.floor(local / DAY) + 1) * DAY;
    // By the offset that midnight has, as the clocks may change in between.
    const next = Math.max(nextDay - offsetBy(zoned, nextDay - offsetBy(zoned, at)), at + 60_000);
    days.push({ day: new Date(nextDay - DAY).toISOString().slice(0, 10), seconds: (Math.min(next, until) - at) / 1000 });
    at = next;
  }
  return days;
}

function formatOf(timeZone) {
  if (!formats.has(timeZone)) {
    formats.set(timeZone, new Intl.DateTimeFormat('en', { timeZone: isZone(timeZone) ? timeZone : 'UTC', ...FIELDS }));
  }
  return formats.get(timeZone);
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

/** How long a duration of the API is, s: whole days, hours and minutes; none is null. */
export function secondsOf(text) {
  const parts = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(text ?? '');
  return parts === null ? null : (Number(parts[1] ?? 0) * 24 + Number(parts[2] ?? 0)) * 3_600 + Number(parts[3] ?? 0) * 60;
}

/** So many seconds, cut to the minute, as a duration of the API. */
export function isoDuration(seconds) {
  const minutes = Math.floor(seconds / 60);
  return minutes % 60 === 0 ? `PT${minutes / 60}H` : `PT${minutes}M`;
}

/** A time as the API takes it, without parts of a second. */
export const instant = (millis) => new Date(millis).toISOString().replace(/\.\d+Z$/, 'Z');
