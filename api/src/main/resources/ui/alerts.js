// The list of alerts: live from the stream, or asked for where there is none.
import { byId, el, refill } from './dom.js';
import { t } from './texts.js';
import { change, follow, view } from './view.js';
import { events, get } from './api.js';
import { DAY, HOUR, instant, moment, zoneName } from './time.js';
import { isCondition, word } from './measures.js';
import { symbolOf } from './legend.js';

/** Looked at one after the other until there are enough alerts. */
const REACHES = [6 * HOUR, 2 * DAY, 14 * DAY];
const ENOUGH = 30;
const MOST_PAGES = 3;
const PAGE = 1000;
const STREAM = '/v1/alerts/stream';
const MOST_SHOWN = 200;
const MOST_KEPT = 5_000;
const TOGETHER_MILLIS = 250;
const POLL_MILLIS = 5_000;
const POLLS = 12;
const FIRST_WAIT_MILLIS = 1_000;
const LONGEST_WAIT_MILLIS = 60_000;

const alerts = new Map();
let names = new Map();
let unseen = 0;
let arrived = [];
let due = 0;
let mode = null;
let onChosen = () => {};
let onNew = () => {};

/**
 * @param now the end of what is stored, ms: the machine of the reader may be of another time
 * @param chosen called with the place of an alert that was chosen
 * @param onAlerts called with those that have come
 */
export async function startAlerts(now, chosen, onAlerts) {
  onChosen = chosen;
  onNew = onAlerts;
  follow(['list', 'lang', 'times', 'place'], showAlerts);
  await loadPast(now);
  showAlerts();
  followStream(now);
}

/** What places are called. */
export function setNames(known) {
  names = known;
  showAlerts();
}

async function loadPast(now) {
  for (const reach of REACHES) {
    await loadFrom(now - reach);
    if (alerts.size >= ENOUGH) {
      return;
    }
  }
}

/** Adds those from a time on; tells how many are new. */
async function loadFrom(start) {
  let cursor = null;
  let added = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await get('/v1/alerts', { start: instant(start), limit: PAGE, cursor });
    added = added.concat(answer.alerts.filter(add));
    cursor = answer.next;
    if (cursor === null) {
      break;
    }
  }
  return added;
}

/** True: it was not there. */
function add(alert) {
  const key = `${alert.episode_id} ${alert.kind} ${alert.at} ${alert.revision}`;
  const isNew = !alerts.has(key);
  alerts.set(key, alert);
  return isNew;
}

/** Shown together with those that come in the same moment. */
function arrive(added) {
  arrived = arrived.concat(added);
  if (arrived.length > 0 && due === 0) {
    due = setTimeout(showArrived, TOGETHER_MILLIS);
  }
}

function showArrived() {
  const added = arrived;
  arrived = [];
  due = 0;
  if (view.list !== 'alerts' || view.place !== null) {
    unseen += added.length;
  }
  byId('said').textContent = t('alertSaid', { text: inWords(added[added.length - 1]) });
  forgetOld();
  showAlerts(added);
  onNew(added);
}

/** A page that stays open for weeks keeps no more than it can show many times over. */
function forgetOld() {
  if (alerts.size > MOST_KEPT) {
    const old = [...alerts].sort(([, a], [, b]) => Date.parse(a.at) - Date.parse(b.at));
    old.slice(0, alerts.size - MOST_KEPT).forEach(([key]) => alerts.delete(key));
  }
}

/** By the stream as long as there is one; where the server has none, by asking. */
async function followStream(now) {
  let lastId = null;
  let wait = FIRST_WAIT_MILLIS;
  for (;;) {
    try {
      if (!(await get('/')).paths.includes(STREAM)) {
        await poll(now);
        continue;
      }
      for await (const { event, data, id } of events(STREAM, lastId)) {
        wait = FIRST_WAIT_MILLIS;
        lastId = id ?? lastId;
        if (event === 'open') {
          setMode('alertsLive');
          // What came between the list and the stream.
          arrive(await loadFrom(fromWhenOn(now)));
        } else if (event === 'gap') {
          // The stream does not reach back to where it was left.
          arrive(await loadFrom(fromWhenOn(now)));
        } else if (event === 'alert') {
          const alert = JSON.parse(data);
          arrive(add(alert) ? [alert] : []);
        }
      }
    } catch (e) {
      if (e.status === 400) {
        lastId = null;
      } else if (e.status === 503) {
        // It has as many readers as it can.
        await poll(now);
        continue;
      }
      setMode('alertsLost');
    }
    await pause(wait);
    wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
  }
}

/** Asks for a minute, then the stream is tried again. */
async function poll(now) {
  setMode('alertsPolled');
  for (let i = 0; i < POLLS; i++) {
    await pause(POLL_MILLIS);
    try {
      arrive(await loadFrom(fromWhenOn(now)));
      setMode('alertsPolled');
    } catch {
      setMode('alertsLost');
    }
  }
}

/** Alerts do not come in the order of their times; those of an hour before the newest may still come. */
const fromWhenOn = (now) => Math.max(now, ...[...alerts.values()].map(({ at }) => Date.parse(at))) - HOUR;

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

function setMode(next) {
  if (mode !== next) {
    mode = next;
    showAlerts();
  }
}

function inWords({ place_id: id, subject, kind, level }) {
  const name = names.get(id) ?? id;
  return `${name}: ${word('condition', subject)}${level ? ` ${word('level', level)}` : ''} ${t(`kind.${kind}`)}`;
}

function showAlerts(fresh = []) {
  if (view.list === 'alerts' && view.place === null) {
    unseen = 0;
  }
  const count = byId('alerts-new');
  count.hidden = unseen === 0;
  count.textContent = t('alertsNew', { n: unseen });
  if (byId('alerts').hidden) {
    return;
  }
  const marked = Array.isArray(fresh) ? new Set(fresh) : new Set();
  const newestFirst = [...alerts.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, MOST_SHOWN);
  refill(byId('alerts'),
    el('p.note', newestFirst.length === 0 ? t('alertsNone', { days: 14 }) : t('timesIn', { zone: zoneName(newestFirst[0].at) }), ' ',
      mode ? t(mode) : ''),
    el('ul.rows', newestFirst.map((one) => row(one, marked.has(one)))));
}

function row(alert, isFresh) {
  const { place_id: id, subject, kind, level, at, provisional } = alert;
  return el(isFresh ? 'li.fresh' : 'li', el('button.row', { type: 'button', onclick: () => choose(alert) },
    isCondition(subject) ? symbolOf(subject, { state: 'ACTIVE', level, stale: false }) : null,
    el('span.name', names.get(id) ?? id),
    el('span.value', `${word('condition', subject)}${level ? ` · ${word('level', level)}` : ''}`),
    el('span.note', `${t(`kind.${kind}`)} · ${moment(at)}`),
    provisional ? el('span.badge', t('provisional')) : null));
}

function choose({ place_id: id, subject }) {
  change({ show: subject, place: id });
  onChosen(id);
}
