// One watch: what it wants, its places by how well they match, and what came of it.
import { CROSS, el, icon, refill } from './dom.js';
import { t } from './texts.js';
import { change } from './view.js';
import { get, send, watchPath } from './api.js';
import { DAY, HOUR, instant, moment, zoneName } from './time.js';
import { SCORE, word } from './measures.js';
import { symbolOf } from './legend.js';
import { duration, quantity, whole } from './format.js';
import { inWords, missingInWords, placesInWords } from './wording.js';
import { closeDialog, openDialog } from './dialogs.js';

const DAYS = 30;
const OLD_MILLIS = 2 * HOUR;
const PAGE = 1000;
const MOST_PAGES = 5;
const MOST_PLACES = 200;
const MOST_ROWS = 50;

let past = null;
let asking = null;

/**
 * Shows a watch.
 *
 * @param frame what the map shows of it; null: it has not come yet
 * @param nameOfPlace what a place is called, by its id
 * @param onPlace called with a place that was chosen
 * @param onChange called with the watch when it is to be changed
 * @param onGone called when it was deleted
 * @param redraw called when more is known
 */
export function showWatch(box, shown) {
  const { id, frame } = shown;
  if (past?.id !== id) {
    past = { id, judgedAt: undefined, episodes: null, alerts: null, error: null };
  }
  if (frame !== null && past.judgedAt !== frame.judgedAt) {
    past.judgedAt = frame.judgedAt;
    loadPast(id, frame.until ?? Date.now(), shown.redraw);
  }
  const isOpen = Object.fromEntries([...box.querySelectorAll('details[data-part]')].map((one) => [one.dataset.part, one.open]));
  refill(box, heading(shown),
    ...(frame === null ? [el('p.note', t('loading'))] : [wanted(shown), places(shown), ...came(shown, isOpen)]));
}

/** What came of it in the days before the newest. */
async function loadPast(id, until, redraw) {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  const start = instant(until - DAYS * DAY);
  try {
    const [episodes, alerts] = await Promise.all([
      newestFirst(id, 'episodes', start, signal), newestFirst(id, 'alerts', start, signal),
    ]);
    if (past.id === id) {
      Object.assign(past, { episodes, alerts });
      redraw();
    }
  } catch (e) {
    if (e.name !== 'AbortError') {
      // The next frame asks again.
      past.judgedAt = undefined;
    }
  }
}

/** The API has the oldest first, by pages. */
async function newestFirst(id, what, start, signal) {
  let all = [];
  let cursor = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await get(`${watchPath(id)}/${what}`, { start, limit: PAGE, cursor }, signal);
    all = all.concat(answer[what]);
    cursor = answer.next;
    if (cursor === null) {
      break;
    }
  }
  return all.reverse();
}

function heading({ id, frame }) {
  return el('header.watch-head',
    el('h2', frame?.watch.preference.name ?? id),
    el('button', {
      type: 'button', id: 'watch-close', 'aria-label': t('watch.back'), title: t('watch.back'), onclick: () => change({ watch: null }),
    }, icon(CROSS)));
}

function wanted(shown) {
  const { frame: { watch }, nameOfPlace, onChange } = shown;
  const { wanted: all, written } = watch.copies;
  return el('section', { 'data-part': 'wanted' },
    el('p', `${inWords(watch.preference.when)}.`),
    el('p.note', placesInWords(watch.places, nameOfPlace)),
    written < all ? el('p.note', t('watch.writing', { n: whole(written), all: whole(all) })) : null,
    el('p.actions',
      el('button.plain', { type: 'button', onclick: () => onChange(watch) }, t('change')),
      el('button.plain', { type: 'button', onclick: () => askToDelete(watch.preference, () => remove(shown)) }, t('delete'))),
    past.error ? el('p.warn', t('error', { detail: past.error })) : null);
}

function askToDelete({ name }, onYes) {
  const answered = (then) => () => {
    closeDialog();
    then();
  };
  openDialog('watch.delete', () => [
    el('p', t('watch.deleteText', { name })),
    el('p.actions',
      el('button.plain', { type: 'button', onclick: closeDialog }, t('keep')),
      el('button.primary', { type: 'button', onclick: answered(onYes) }, t('delete'))),
  ]);
}

async function remove({ id, onGone, redraw }) {
  try {
    await send('DELETE', watchPath(id));
    onGone();
  } catch (e) {
    past.error = e.message;
    redraw();
  }
}

function places({ frame: { watch, matches, notJudged, judgedAt, unranked }, nameOfPlace, onPlace }) {
  return el('section', { 'data-part': 'places' },
    el('h3', t('places'), judgedAt === null ? null : el('span.note', ` ${t('judgedAt', { time: moment(judgedAt) })}`)),
    unranked !== null ? el('p.warn', unranked) : matches.length === 0 ? el('p.note', t('watch.noPlaces')) : null,
    el('ul.rows', matches.slice(0, MOST_PLACES).map(({ place_id: id, match }) =>
      el('li', el('button.row', { type: 'button', onclick: () => onPlace(id) },
        symbolOf(SCORE, { value: match?.score ?? null }),
        el('span.name', nameOfPlace(id)),
        el('span.value', match === null ? t('legendNoValue') : match.holds ? t('watch.holds') : quantity(SCORE, match.score)),
        note(watch.preference, match, judgedAt))))),
    matches.length > MOST_PLACES ? el('p.note', t('firstOfThem', { n: MOST_PLACES })) : null,
    notJudged > 0 ? el('p.note', t('watch.notJudged', { n: whole(notJudged) })) : null);
}

/** What is missing; and when it was judged, where that is long before others were. */
function note(preference, match, judgedAt) {
  const isOld = match !== null && judgedAt - Date.parse(match.at) > OLD_MILLIS;
  const parts = match === null ? [] : [
    match.missing.length > 0 ? missingInWords(preference, match.missing) : null,
    isOld ? t('judgedAt', { time: moment(match.at) }) : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? el('span.note', parts.join(' · ')) : null;
}

function came({ nameOfPlace, onPlace }, isOpen) {
  const { episodes, alerts } = past;
  const rows = (all, row) => el('ul.rows', all.slice(0, MOST_ROWS).map(row));
  const line = (id, key, value, note) => el('li', { 'data-part': key }, el('button.row', { type: 'button', onclick: () => onPlace(id) },
    el('span.name', nameOfPlace(id)), el('span.value', value), el('span.note', note)));
  const part = (name, all, row) => el('details', { 'data-part': name, open: isOpen[name] },
    el('summary', el('h3', t(`watch.${name}`), all === null ? null : el('span.note', ` ${whole(all.length)}`))),
    all === null ? el('p.note', t('loading'))
      : all.length === 0 ? el('p.note', t(`watch.${name}None`, { days: DAYS }))
        : [el('p.note', t('timesIn', { zone: zoneName(all[0].started_at) })), rows(all, row)]);
  return [
    part('alerts', alerts, (one) => line(one.place_id, `alert ${one.alert_id}`, t(`kind.${one.kind}`),
      [word('level', one.level ?? one.peak_level), moment(one.at)].join(' · '))),
    part('episodes', episodes, (one) => line(one.place_id, `episode ${one.episode_id}`,
      one.ended_at === null ? t('backtest.open') : duration((Date.parse(one.ended_at) - Date.parse(one.started_at)) / 1000),
      [word('level', one.peak_level), moment(one.started_at)].join(' · '))),
  ];
}
