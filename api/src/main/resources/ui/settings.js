// What the map shows, and the reader's choices.
import { byId, el } from './dom.js';
import { t } from './texts.js';
import { CHOICES, change, follow, view, writeLinkNow } from './view.js';
import { conditions, isKnown, quantities, word } from './measures.js';
import { openDialog } from './dialogs.js';
import { zone } from './time.js';

export function startSettings() {
  fillShow();
  byId('show').addEventListener('change', ({ target }) => target.value && change({ show: target.value }));
  byId('settings-open').addEventListener('click', openSettings);
  follow(['lang'], fillShow);
  follow(['show', 'watch'], fillShow);
}

let watchName = null;

/** What the watch on the map is called; null: none is. */
export function setWatchName(name) {
  watchName = name;
  fillShow();
}

function fillShow() {
  const options = (names, kind) => names.map((name) => el('option', { value: name }, word(kind, name)));
  const unlisted = isKnown(view.show) ? null : el('option', { value: view.show }, view.show);
  const watch = view.watch === null ? null : el('option', { value: '' }, `${t('watch')}: ${watchName ?? view.watch}`);
  byId('show').replaceChildren(
    watch ?? '',
    el('optgroup', { label: t('conditions') }, options(conditions(), 'condition')),
    el('optgroup', { label: t('quantities') }, options(quantities(), 'measure'), unlisted));
  byId('show').value = view.watch === null ? view.show : '';
}

function openSettings() {
  openDialog('settings', () => [
    ...Object.keys(CHOICES).map(choice),
    el('p.note', t('timesNow', { zone: zone() })),
    el('p', el('button.plain', { type: 'button', onclick: copyLink }, t('copyLink')), ' ', el('span.note', { id: 'copied', role: 'status' })),
  ]);
}

function choice(key) {
  return el('fieldset.choice', el('legend', t(key)),
    CHOICES[key].map((value) =>
      el('label',
        el('input', {
          type: 'radio', name: key, value, checked: view[key] === value,
          onchange: () => {
            change({ [key]: value });
            if (key === 'theme') {
              dispatchEvent(new Event('theme-chosen'));
            }
          },
        }),
        el('span', t(`${key}.${value}`)))));
}

async function copyLink() {
  const link = writeLinkNow();
  try {
    await navigator.clipboard.writeText(link);
    byId('copied').textContent = t('copied');
  } catch {
    byId('copied').textContent = link;
  }
}

