// The reader's watches, which the API calls preferences: a list with what holds now, one of them with its places, or the form.
import { byId, el, refill } from './dom.js';
import { t } from './texts.js';
import { change, follow, view } from './view.js';
import { get } from './api.js';
import { SCORE } from './measures.js';
import { symbolOf } from './legend.js';
import { whole } from './format.js';
import { placesInWords } from './wording.js';
import { matchesOf } from './frames.js';
import { editor } from './editor.js';
import { showWatch } from './watch.js';

const MOST = 200;
const MOST_RANKED = 50;

/** What is known of each, by its id: the matches, or why there are none. */
const ranked = new Map();

let listed = null;
let hasMore = false;
let error = null;
let form = null;
let frame = null;
let asking = null;
let lastPlace = null;
let nameOfPlace = (id) => id;
let onChosen = () => {};
let onSavedAgain = () => {};

/**
 * @param names what a place is called, by its id
 * @param chosen called with a place that was chosen
 * @param saved called when the watch that the map shows was changed
 */
export function startWatches(names, chosen, saved) {
  nameOfPlace = names;
  onChosen = chosen;
  onSavedAgain = saved;
  rememberPlace();
  follow(['place'], rememberPlace);
  follow(['list'], loadShown);
  follow(['watch'], () => {
    closeForm();
    loadShown();
  });
  follow(['lang', 'units', 'times'], () => {
    form?.redraw();
    show();
  });
  addEventListener('theme', show);
  loadShown();
}

/** What the map shows of a watch, or of something else. */
export function showFrame(next) {
  frame = next.watch ? next : null;
  if (form === null) {
    show();
  }
}

/** A new one, for the place that is open, if one is. */
export function newWatch() {
  openForm(null);
}

/** Back to the list, but for a form, which may hold what was typed. */
export function closeWatch() {
  if (form === null) {
    change({ watch: null });
  }
}

function rememberPlace() {
  lastPlace = view.place ?? lastPlace;
}

function loadShown() {
  if (view.list === 'watches' && view.watch === null && form === null) {
    load();
  } else {
    asking?.abort();
  }
  show();
}

/** The list at once; what holds, one after the other, as a server judges few at a time. */
async function load() {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  try {
    const answer = await get('/v1/preferences', { limit: MOST }, signal);
    listed = answer.preferences;
    hasMore = answer.next !== null;
    error = null;
    show();
    for (const { preference_id: id } of listed.slice(0, MOST_RANKED)) {
      ranked.set(id, await matchesOf(id, signal).catch((e) => {
        signal.throwIfAborted();
        return { error: e.message };
      }));
      show();
    }
  } catch (e) {
    if (e.name !== 'AbortError') {
      error = e.message;
      show();
    }
  }
}

function show() {
  const box = byId('watches');
  byId('side').classList.toggle('has-form', form !== null);
  if (form !== null) {
    if (form.element.parentElement !== box) {
      box.replaceChildren(form.element);
      box.scrollTop = 0;
    }
  } else if (view.watch !== null) {
    showWatch(box, {
      id: view.watch, frame: frame?.watch.preference_id === view.watch ? frame : null,
      nameOfPlace, onPlace, onChange: openForm, onGone: closeWatch, redraw: show,
    });
  } else {
    refill(box, ...list());
  }
}

function list() {
  const notes = [
    error ? el('p.warn', t('error', { detail: error })) : null,
    listed === null && !error ? el('p.note', t('loading')) : null,
    listed?.length === 0 ? el('p.note', t('watches.none')) : null,
  ];
  return [
    el('p', el('button.plain', { type: 'button', id: 'watch-new', onclick: () => openForm(null) }, t('watch.new'))),
    ...notes.filter((note) => note !== null),
    el('ul.rows', (listed ?? []).map(row)),
    ...(hasMore ? [el('p.note', t('firstOfThem', { n: MOST }))] : []),
  ];
}

function row({ preference_id: id, name, places }) {
  const matches = ranked.get(id)?.matches;
  const best = matches?.find(({ match }) => match !== null);
  const where = placesInWords(places, nameOfPlace);
  const open = () => change({ watch: id, at: null, place: null });
  return el('li', { 'data-part': `watch ${id}` }, el('button.row', { type: 'button', onclick: open },
    symbolOf(SCORE, { value: best?.match.score ?? null }),
    el('span.name', name),
    el('span.value', now(ranked.get(id))),
    el('span.note', best && matches.length > 1 ? `${where} · ${t('watch.best', { place: nameOfPlace(best.place_id) })}` : where)));
}

/** What holds now, in a word or two. */
function now(known) {
  if (known === undefined) {
    return '…';
  }
  if (known.error) {
    return t('watch.notRanked');
  }
  const holding = known.matches.filter(({ match }) => match?.holds).length;
  if (known.matches.length === 1) {
    return t(holding === 1 ? 'watch.holds' : 'watch.holdsNot');
  }
  return t('watch.holdsAt', { n: whole(holding), all: whole(known.matches.length) });
}

function onPlace(id) {
  change({ place: id });
  onChosen(id);
}

function openForm(saved) {
  asking?.abort();
  form = editor({
    saved, openPlace: saved === null ? lastPlace : null, nameOfPlace,
    onSaved: (id) => {
      form = null;
      ranked.delete(id);
      byId('said').textContent = t('watch.saved');
      if (view.watch === id) {
        frame = null;
        show();
        onSavedAgain();
      } else {
        change({ watch: id, at: null });
      }
      byId('watch-close').focus();
    },
    onClosed: () => {
      closeForm();
      loadShown();
      (byId('watch-new') ?? byId('watch-close')).focus();
    },
  });
  change({ list: 'watches', place: null });
  show();
  form.element.querySelector('h2').focus();
}

function closeForm() {
  form = null;
}
