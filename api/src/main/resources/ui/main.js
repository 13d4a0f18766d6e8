// Puts the page together.
import { byId, el, translate } from './dom.js';
import { language, t } from './texts.js';
import { LISTS, change, follow, view } from './view.js';
import { onTokenWanted } from './api.js';
import { frame, forget, watchFrame } from './frames.js';
import { flyTo, onMoved, show, showAll, startMap } from './map.js';
import { showLegend } from './legend.js';
import { draw, move, newest, setStored, startSlider, toggle } from './slider.js';
import { setWatchName, startSettings } from './settings.js';
import { askForToken, openHelp, startDialogs } from './dialogs.js';
import { setSearched, startSearch } from './search.js';
import { showPlaces, startPlaces } from './places.js';
import { closePanel, renewPanel, setWatchFrame, startPanel } from './panel.js';
import { setNames, startAlerts } from './alerts.js';
import { closeWatch, newWatch, showFrame, startWatches } from './watches.js';
import { setPlaceZone } from './time.js';

const RENEW_MILLIS = 30_000;
const RETRY_MILLIS = 5_000;
const AFTER_ALERT_MILLIS = 2_000;
const LIST_AFTER_MILLIS = 150;
const LEGEND_OPEN_FROM_PIXELS = 760;

let shown = null;
let names = new Map();
let isToFit = false;
let asking = null;
let hasAlerts = false;
let due = 0;
let listDue = 0;
let alertDue = 0;

setLanguage();
onTokenWanted(askForToken);
startDialogs();
startSettings();
startMap();
startSlider(() => asked);
startSearch(goTo);
startPlaces(goTo);
startPanel(placeKnown, newWatch);
startWatches((id) => names.get(id) ?? id, goTo, () => { asked = load(); });
startTabs();
startSkip();
byId('legend-more').open = innerWidth >= LEGEND_OPEN_FROM_PIXELS;
onMoved(() => {
  // The map first; the list when it rests.
  clearTimeout(listDue);
  listDue = setTimeout(showPlaces, LIST_AFTER_MILLIS);
});
follow(['lang'], setLanguage);
follow(['watch'], () => { isToFit = view.watch !== null; });
follow(['show', 'at', 'watch'], () => { asked = load(); });
follow(['lang', 'units', 'place', 'times'], redraw);
addEventListener('theme', redraw);
addEventListener('keydown', onKey);
addEventListener('resize', draw);

let asked = load();

/** Asks for what is to be shown; what was asked before and has not come is not waited for any more. */
async function load() {
  clearTimeout(due);
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  const wanted = view.at === null ? null : Date.parse(view.at);
  byId('map').setAttribute('aria-busy', 'true');
  try {
    const next = view.watch === null ? await frame(view.show, wanted, signal) : await watchFrame(view.watch, signal);
    if (signal.aborted) {
      return;
    }
    shown = next;
    notice(null);
    setStored(next);
    setKnown(next.known ?? next);
    setWatchName(next.watch?.preference.name ?? null);
    redraw();
    show(next);
    if (isToFit) {
      isToFit = false;
      showAll(next);
    }
    showPlaces(next);
    showFrame(next);
    setWatchFrame(next.watch ? next : null);
    followAlerts(next);
    due = setTimeout(renew, RENEW_MILLIS);
  } catch (e) {
    if (e.name !== 'AbortError') {
      notice(e.status >= 400 && e.status < 500 ? t('error', { detail: e.message }) : t('errorRetry', { detail: e.message }));
      due = setTimeout(() => { asked = load(); }, RETRY_MILLIS);
    }
  } finally {
    if (!signal.aborted) {
      byId('map').removeAttribute('aria-busy');
    }
  }
}

/** All places, also where the map shows those of a watch alone. */
function setKnown(all) {
  names = new Map(all.ids.map((id, i) => [id, all.names[i]]));
  setSearched(all);
  setNames(names);
  showEmpty(all);
}

/** The newest changes with time; the past only with what came late. */
function renew() {
  if (document.hidden) {
    due = setTimeout(renew, RENEW_MILLIS);
  } else if (view.at === null) {
    asked = load();
    renewPanel();
  } else {
    forget();
  }
}

function redraw() {
  if (shown) {
    showLegend(shown);
    showPlaces(shown);
    draw();
  }
}

async function followAlerts(next) {
  if (!hasAlerts) {
    hasAlerts = true;
    try {
      await startAlerts(next.until ?? Date.now(), goTo, (added) => {
        if (added.some(({ place_id: id }) => id === view.place)) {
          renewPanel();
        }
        // Once for a storm of them.
        alertDue ||= setTimeout(() => {
          alertDue = 0;
          renew();
        }, AFTER_ALERT_MILLIS);
      });
    } catch {
      hasAlerts = false;
    }
  }
}

function showEmpty(next) {
  const box = byId('empty');
  box.hidden = next.ids.length > 0;
  if (!box.hidden) {
    box.replaceChildren(
      el('h2', t('emptyTitle')), el('p', t('emptyText')), el('pre', { tabindex: '0' }, './outpost up --simulate'), el('p', t('emptyText2')));
  }
}

function notice(text) {
  byId('notice').hidden = text === null;
  byId('notice').textContent = text ?? '';
}

function goTo(id) {
  const all = shown?.known ?? shown;
  const i = all?.indexes.get(id);
  if (i !== undefined) {
    flyTo(all.latitudes[i], all.longitudes[i]);
  }
  byId('panel').focus({ preventScroll: true });
}

function placeKnown(place) {
  setPlaceZone(place?.time_zone ?? null);
  redraw();
}

function setLanguage() {
  document.documentElement.lang = language();
  translate();
  document.title = 'Outpost';
}

/** A link to a part of the page would change what stands behind #, which is the view. */
function startSkip() {
  document.querySelector('.skip').addEventListener('click', (event) => {
    event.preventDefault();
    byId(view.place === null ? `${view.list}-tab` : 'panel').focus();
  });
}

function startTabs() {
  const tabs = LISTS;
  const apply = () => tabs.forEach((name) => {
    const isShown = view.list === name;
    byId(name).hidden = !isShown;
    byId(`${name}-tab`).setAttribute('aria-selected', String(isShown));
    byId(`${name}-tab`).tabIndex = isShown ? 0 : -1;
  });
  tabs.forEach((name, i) => {
    byId(`${name}-tab`).addEventListener('click', () => {
      // On a narrow screen the list is drawn up by its tab, and put away by it.
      const isAgain = view.list === name && view.place === null;
      byId('side').classList.toggle('is-open', !isAgain || !byId('side').classList.contains('is-open'));
      change({ list: name, place: null });
    });
    byId(`${name}-tab`).addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        const other = tabs[(i + step + tabs.length) % tabs.length];
        change({ list: other });
        byId(`${other}-tab`).focus();
      }
    });
  });
  apply();
  follow(['list'], () => {
    apply();
    showPlaces();
  });
}

const KEYS = {
  '/': () => byId('search').focus(),
  '?': openHelp,
  '[': () => move(-1),
  ']': () => move(1),
  k: toggle,
  l: newest,
};

function onKey(event) {
  const isTyping = event.target.matches?.('input:not([type=range]):not([type=radio]), select, textarea');
  if (event.ctrlKey || event.altKey || event.metaKey || byId('dialog').open) {
    return;
  }
  if (event.key === 'Escape' && view.place !== null) {
    closePanel();
  } else if (event.key === 'Escape' && !isTyping) {
    closeWatch();
  } else if (!isTyping && event.key.toLowerCase() in KEYS) {
    event.preventDefault();
    KEYS[event.key.toLowerCase()]();
  }
}
