// What a watch would have come to: in a sentence, as a calendar, and day by day.
import { el } from './dom.js';
import { locale, t } from './texts.js';
import { daysOf, moment } from './time.js';
import { duration, whole } from './format.js';

const SHADES = 4;
const MOST_DAYS_LISTED = 400;

/**
 * A backtest of one or more places.
 *
 * @param answer of the API
 * @param nameOfPlace what a place is called, by its id
 */
export function backtestShown({ cadence, places }, nameOfPlace) {
  if (places.length === 0) {
    return [el('p.note', t('backtest.noPlaces'))];
  }
  const days = daysWith(places);
  return [
    el('p.outcome', el('strong', summary(places))),
    el('p.note', judged(cadence, places)),
    ...(days.size === 0 ? [] : [calendar(days, range(places)), listed(days, nameOfPlace)]),
  ];
}

const sum = (places, of) => places.reduce((total, place) => total + of(place), 0);

function summary(places) {
  const count = sum(places, (place) => place.count);
  if (count === 0) {
    return t('backtest.never');
  }
  const ended = places.flatMap(({ episodes }) => episodes).map((one) => one.duration_s).filter((one) => one !== null);
  const times = t(count === 1 ? 'backtest.once' : 'backtest.times', { n: whole(count) });
  const median = ended.length === 0 ? null : t('backtest.median', { duration: duration(medianOf(ended)) });
  const alerts = sum(places, (place) => place.alerts);
  const cost = t(alerts === 1 ? 'backtest.alert' : 'backtest.alerts', { n: whole(alerts) });
  const some = whole(places.filter((place) => place.count > 0).length);
  const where = places.length === 1 ? null : t('backtest.at', { n: some, all: whole(places.length) });
  return [times, where, median, cost].filter((one) => one !== null).join(', ');
}

function medianOf(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** How much there was to judge by. */
function judged(cadence, places) {
  const of = (key) => whole(sum(places, ({ panes }) => panes[key]));
  const [start, end] = range(places);
  return t(`backtest.judged.${cadence}`, {
    judged: of('judged'), unknown: of('unknown'), missing: of('missing'), from: moment(start), until: moment(end),
  });
}

const range = (places) => [
  Math.min(...places.map(({ start }) => Date.parse(start))), Math.max(...places.map(({ end }) => Date.parse(end))),
];

/** By day of the place: seconds in which it held, of all places together, and the episodes. */
function daysWith(places) {
  const days = new Map();
  for (const { place_id: id, time_zone: zone, end, episodes } of places) {
    for (const episode of episodes) {
      const until = episode.end ?? end;
      for (const { day, seconds } of daysOf(Date.parse(episode.start), Date.parse(until), zone)) {
        const known = days.get(day) ?? { seconds: 0, episodes: [] };
        known.seconds += seconds;
        known.episodes.push({ id, ...episode });
        days.set(day, known);
      }
    }
  }
  return new Map([...days].sort(([a], [b]) => a.localeCompare(b)));
}

/** Months as rows, days as columns; darker where it held longer, or at more places. */
function calendar(days, [start, end]) {
  const most = Math.max(...[...days.values()].map(({ seconds }) => seconds), 1);
  const months = monthsOf(start, end, days);
  const shade = (day) => (days.has(day) ? Math.max(1, Math.ceil((SHADES * days.get(day).seconds) / most)) : 0);
  const numbers = Array.from({ length: 31 }, (_, i) => i + 1);
  const cell = (month, number) => {
    const day = `${month}-${String(number).padStart(2, '0')}`;
    if (number > lengthOf(month)) {
      return el('td.no-day');
    }
    const found = days.get(day);
    const said = found ? `${dayName(day)}: ${duration(found.seconds)}` : null;
    return el(`td.shade-${shade(day)}`, { title: said }, found ? el('span.heard', said) : null);
  };
  const head = (number) => el('th', { scope: 'col' }, number % 5 === 0 || number === 1 ? String(number) : el('span.heard', String(number)));
  const row = (month) => el('tr', el('th', { scope: 'row' }, monthName(month)), numbers.map((number) => cell(month, number)));
  const shades = Array.from({ length: SHADES }, (_, i) => el(`span.shade-${i + 1}`));
  return el('div.wide', { tabindex: '0', role: 'group', 'aria-label': t('backtest.calendar') },
    el('table.calendar',
      el('caption.heard', t('backtest.calendar')),
      el('thead', el('tr', el('td'), numbers.map(head))),
      el('tbody', months.map(row))),
    el('p.key-of-shades', { 'aria-hidden': 'true' }, t('backtest.less'), shades, t('backtest.more')));
}

/** Each month of the range, and of what was found, as its days are those of places. */
function monthsOf(start, end, days) {
  const found = [...days.keys()].map((day) => day.slice(0, 7));
  const all = new Set(found);
  const at = new Date(Date.UTC(new Date(start).getUTCFullYear(), new Date(start).getUTCMonth(), 1));
  for (; at < end; at.setUTCMonth(at.getUTCMonth() + 1)) {
    all.add(at.toISOString().slice(0, 7));
  }
  return [...all].sort();
}

const lengthOf = (month) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();

const named = (day, options) => new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', ...options }).format(new Date(`${day}T00:00:00Z`));
const monthName = (month) => named(`${month}-01`, { month: 'short', year: '2-digit' });
const dayName = (day) => named(day, { weekday: 'short', day: 'numeric', month: 'short' });

/** The same as a table. */
function listed(days, nameOfPlace) {
  const rows = [...days].slice(0, MOST_DAYS_LISTED);
  return el('details', el('summary', t('backtest.asTable', { n: whole(days.size) })),
    el('div.wide', { tabindex: '0', role: 'group', 'aria-label': t('backtest.days') }, el('table.days',
      el('thead', el('tr', ['backtest.day', 'backtest.held', 'backtest.episodes'].map((key) => el('th', { scope: 'col' }, t(key))))),
      el('tbody', rows.map(([day, { seconds, episodes }]) => el('tr',
        el('th', { scope: 'row' }, dayName(day)), el('td', duration(seconds)),
        el('td', episodes.map((one) => el('div', inWords(one, nameOfPlace))))))))),
    days.size > rows.length ? el('p.note', t('firstOfThem', { n: MOST_DAYS_LISTED })) : null);
}

function inWords({ id, start, end, level }, nameOfPlace) {
  const until = end === null ? t('backtest.open') : moment(end);
  return `${nameOfPlace(id)}: ${moment(start)} – ${until}${level === 'NOTICE' ? '' : ` · ${t(`level.${level}`)}`}`;
}
