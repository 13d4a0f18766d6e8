// Questions and texts over the page.
import { CROSS, byId, el, icon } from './dom.js';
import { t } from './texts.js';
import { follow } from './view.js';

let again = null;

/** Opens the one dialog, with the text of a key as its title and what a function gives; it is made anew with other choices. */
export function openDialog(title, content) {
  const dialog = byId('dialog');
  again = () => {
    const focused = document.activeElement?.value;
    const name = document.activeElement?.name;
    dialog.replaceChildren(
      el('header', el('h2', { id: 'dialog-title' }, t(title)),
        el('button', { type: 'button', 'aria-label': t('close'), onclick: () => dialog.close() }, icon(CROSS))),
      el('div.dialog-body', { tabindex: '0' }, content()));
    if (name) {
      dialog.querySelector(`[name="${name}"][value="${focused}"]`)?.focus();
    }
  };
  again();
  if (!dialog.open) {
    dialog.showModal();
  }
}

export const closeDialog = () => byId('dialog').close();

export function startDialogs() {
  const dialog = byId('dialog');
  dialog.addEventListener('close', () => { again = null; });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) {
      dialog.close();
    }
  });
  byId('help-open').addEventListener('click', openHelp);
  follow(['lang', 'units', 'times'], () => again?.());
}

const KEYS = [
  ['← ↑ → ↓  + −', 'key.map'],
  ['N  P', 'key.next'],
  ['Enter', 'key.enter'],
  ['/', 'key.search'],
  ['[  ]', 'key.time'],
  ['K', 'key.play'],
  ['L', 'key.newest'],
  ['Esc', 'key.close'],
  ['?', 'key.help'],
];

export async function openHelp() {
  const licences = el('pre', { tabindex: '0' }, t('loading'));
  openDialog('help', () => [
    el('p', t('about')),
    el('h3', t('keys')),
    el('dl.keys', KEYS.map(([keys, said]) =>
      el('div', el('dt', keys.split('  ').map((key) => [el('kbd', key), ' '])), el('dd', t(said))))),
    el('p', el('a', { href: '/docs' }, t('contract')), ' · ', el('a', { href: '/openapi.yaml' }, 'openapi.yaml')),
    el('h3', t('licences')),
    licences,
  ]);
  const response = await fetch(new URL('licences.txt', import.meta.url));
  licences.textContent = await response.text();
}

/** Asks for a token; null: the reader gives none. */
export function askForToken(isWrong) {
  return new Promise((resolve) => {
    let given = null;
    const input = el('input', { type: 'password', id: 'token', autocomplete: 'off', required: true });
    openDialog('tokenTitle', () => [
      el('form', {
        method: 'dialog',
        onsubmit: (event) => {
          event.preventDefault();
          given = input.value.trim();
          byId('dialog').close();
        },
      },
      isWrong ? el('p.warn', t('tokenWrong')) : null,
      el('p', t('tokenText')),
      el('label', { for: 'token' }, t('token')), input,
      el('button.plain', { type: 'submit' }, t('tokenUse'))),
    ]);
    input.focus();
    byId('dialog').addEventListener('close', () => resolve(given), { once: true });
  });
}
