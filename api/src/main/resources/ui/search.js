// Search by name or id among the places on the map; an id that is not on it is asked for by itself.
import { byId, el } from './dom.js';
import { t } from './texts.js';
import { change } from './view.js';

const MOST = 8;

let frame = null;
let found = [];
let at = -1;
let onChosen = () => {};

export function setSearched(next) {
  frame = next;
}

/** @param chosen called with the id that was chosen */
export function startSearch(chosen) {
  onChosen = chosen;
  const input = byId('search');
  input.addEventListener('input', () => look(input.value));
  input.addEventListener('focus', () => look(input.value));
  input.addEventListener('blur', () => setTimeout(close, 150));
  input.addEventListener('keydown', onKey);
}

/** Ignores case and accents. */
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function look(text) {
  const wanted = plain(text.trim());
  if (wanted === '' || !frame) {
    close();
    return;
  }
  const ranked = [];
  for (let i = 0; i < frame.ids.length; i++) {
    const name = plain(frame.names[i]);
    const id = plain(frame.ids[i]);
    const inName = name.indexOf(wanted);
    if (inName >= 0 || id.includes(wanted)) {
      const rank = inName === 0 ? 0 : inName > 0 && /[\s,(-]/.test(name[inName - 1]) ? 1 : inName > 0 ? 2 : 3;
      ranked.push({ id: frame.ids[i], name: frame.names[i], rank });
    }
  }
  ranked.sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name));
  found = ranked.slice(0, MOST);
  if (!found.some((one) => one.id === text.trim())) {
    found.push({ id: text.trim(), name: t('searchById', { id: text.trim() }), isGuess: true });
  }
  at = found[0].isGuess ? -1 : 0;
  open();
}

function open() {
  const list = byId('search-results');
  list.replaceChildren(
    found.length === 1 && found[0].isGuess ? el('li.note', { role: 'option', 'aria-disabled': 'true' }, t('searchNone')) : '',
    ...found.map((one, i) =>
      el('li', {
        role: 'option', id: `found-${i}`, 'aria-selected': String(i === at), onmousedown: (event) => {
          event.preventDefault();
          choose(i);
        },
      }, el('span', one.name), one.isGuess ? null : el('span.note', one.id))));
  list.hidden = false;
  byId('search').setAttribute('aria-expanded', 'true');
  pointAt();
}

function pointAt() {
  const input = byId('search');
  byId('search-results').querySelectorAll('[id^=found-]').forEach((one, i) => one.setAttribute('aria-selected', String(i === at)));
  if (at >= 0) {
    input.setAttribute('aria-activedescendant', `found-${at}`);
  } else {
    input.removeAttribute('aria-activedescendant');
  }
}

function close() {
  byId('search-results').hidden = true;
  byId('search').setAttribute('aria-expanded', 'false');
  byId('search').removeAttribute('aria-activedescendant');
  found = [];
  at = -1;
}

function choose(i) {
  const { id } = found[i];
  byId('search').value = '';
  close();
  change({ place: id });
  onChosen(id);
}

function onKey(event) {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    if (found.length > 0) {
      at = (at + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % found.length;
      pointAt();
    }
  } else if (event.key === 'Enter' && found.length > 0) {
    event.preventDefault();
    choose(Math.max(at, 0));
  } else if (event.key === 'Escape') {
    event.stopPropagation();
    close();
    event.target.value = '';
  }
}
