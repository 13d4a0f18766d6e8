// The form of a watch: what it wants, where, and what it would have come to; then it is saved.
import { CROSS, byId, el, icon } from './dom.js';
import { language, t } from './texts.js';
import { get, send, watchPath } from './api.js';
import { word } from './measures.js';
import { inWords } from './wording.js';
import { choice } from './fields.js';
import { canShow, emptyLeaf, treeForm } from './tree.js';
import { timing } from './timing.js';
import { clearFaults, showFaults } from './faults.js';
import { chosenPlaces, firstOf, placesOf, whereField } from './where.js';
import { backtestShown } from './calendar.js';

const PREFERENCE = '/body/preference';
const PATH = '/v1/preferences';
const SPANS = ['P30D', 'P90D', 'P365D'];
const TOO_MUCH = ['too-many-places', 'too-much'];
const FEWER = [100, 10, 1];
const ID_BYTES = 8;

/**
 * The form as an element, and `redraw` for when the reader's choices have changed.
 *
 * @param saved the watch that is changed; null: a new one
 * @param openPlace the id of the place that was open last, or null
 * @param nameOfPlace what a place is called, by its id
 * @param onSaved called with the id
 * @param onClosed called when it was left
 */
export function editor({ saved, openPlace, nameOfPlace, onSaved, onClosed }) {
  const box = el('div.editor');
  const state = {
    preference: saved === null ? null : structuredClone(saved.preference),
    chosen: chosenPlaces(saved?.places ?? null, openPlace),
    id: saved?.preference_id ?? null,
    text: null, tried: null, outcome: null, span: SPANS[1], schema: null, templates: [],
  };
  const redraw = () => {
    const title = saved === null ? t('watch.new') : t('watch.change', { name: saved.preference.name });
    box.replaceChildren(
      el('header', el('h2', { id: 'editor-title', tabindex: '-1' }, title),
        el('button', { type: 'button', 'aria-label': t('cancel'), title: t('cancel'), onclick: onClosed }, icon(CROSS))),
      state.schema === null ? el('p.note', t('loading'))
        : state.preference === null ? templates(state, redraw) : form(state, { nameOfPlace, onSaved, onClosed, redraw }));
  };
  redraw();
  const begin = () => {
    redraw();
    byId('editor-title').focus();
  };
  load(state, saved === null).then(begin, (e) => box.append(el('p.warn', t('error', { detail: e.message }))));
  return { element: box, redraw };
}

async function load(state, isNew) {
  const [schema, templates] = await Promise.all([get(`${PATH}/schema`), isNew ? get(`${PATH}/templates`) : { templates: [] }]);
  state.templates = templates.templates;
  state.schema = schema;
}

function templates(state, redraw) {
  const begin = (preference) => {
    state.preference = structuredClone(preference);
    redraw();
    byId('watch-name').focus();
  };
  const row = (name, text, preference) => el('li',
    el('button.row.template', { type: 'button', onclick: () => begin(preference) }, el('span.name', name), el('span.note', text)));
  return el('section', el('p.note', t('templates')), el('ul.rows',
    state.templates.map(({ name, preference }) =>
      row(word('template', name), `${inWords(preference.when)}.`, { ...preference, name: word('template', name) })),
    row(t('template.none'), t('template.noneText'), { name: '', when: { all: [emptyLeaf(state.schema)] } })));
}

/** The form itself, of what the state holds. */
function form(state, { nameOfPlace, onSaved, onClosed, redraw }) {
  const { preference, schema } = state;
  const general = el('div.faults', { role: 'alert' });
  const outcome = el('div.outcome-box');
  const changed = () => {
    Object.assign(state, { tried: null, outcome: null });
    outcome.replaceChildren();
  };
  const act = (work) => ({ currentTarget: button }) => submit(element, general, button, () => work(body(state)));
  const showsForm = state.text === null && canShow(preference.when);
  const turned = () => turn(state, showsForm, redraw, general);
  const element = el('form', { onsubmit: (event) => event.preventDefault(), 'aria-labelledby': 'editor-title' },
    general,
    showsForm ? nameField(preference, changed) : null,
    whereField(state.chosen, nameOfPlace, changed),
    showsForm
      ? [el('h3', t('watch.when')), treeForm(schema, preference, changed), timing(schema, preference, changed)]
      : textField(state, changed),
    el('p', el('button.add', { type: 'button', onclick: turned }, t(showsForm ? 'asText' : 'asForm'))),
    trial(state, outcome, changed, act((asked) => tryOut(state, asked, outcome, nameOfPlace))),
    el('footer.actions',
      el('button.primary', { type: 'button', id: 'watch-save', onclick: act((asked) => save(state, asked, onSaved)) }, t('save')),
      el('button.plain', { type: 'button', onclick: onClosed }, t('cancel'))));
  showOutcome(state, outcome, nameOfPlace);
  return element;
}

/** Sends the form once it is filled in; what the API has against it is shown. */
async function submit(form, general, button, work) {
  clearFaults(form);
  if (!form.reportValidity()) {
    return;
  }
  button.disabled = true;
  try {
    await work();
  } catch (e) {
    showFaults(form, general, e);
  } finally {
    button.disabled = false;
  }
}

async function save(state, asked, onSaved) {
  state.id ??= newId(String(asked.preference?.name ?? ''));
  await send('PUT', watchPath(state.id), asked);
  onSaved(state.id);
}

/** What would have happened: over how long, and the answer. */
function trial(state, outcome, changed, onTry) {
  const spans = choice(t('backtest.span'), SPANS.map((span) => [span, t(`span.${span}`)]), state.span, (span) => {
    state.span = span;
    changed();
  });
  return el('section.tried', el('h3', t('backtest')),
    el('p.fields', spans, el('button.plain', { type: 'button', id: 'watch-try', onclick: onTry }, t('backtest.try'))),
    outcome);
}

async function tryOut(state, asked, outcome, nameOfPlace) {
  outcome.replaceChildren(el('p.note', t('loading')));
  state.tried = asked;
  try {
    const found = await backtest({ ...asked, last: state.span });
    // What was changed meanwhile was not tried.
    if (state.tried === asked) {
      state.outcome = found;
      showOutcome(state, outcome, nameOfPlace);
      byId('said').textContent = outcome.querySelector('.outcome')?.textContent ?? '';
      outcome.scrollIntoView({ block: 'nearest' });
    }
  } catch (e) {
    outcome.replaceChildren();
    throw e;
  }
}

function showOutcome({ outcome: found }, box, nameOfPlace) {
  if (found !== null) {
    const first = found.of === null ? '' : el('p.note', t('backtest.firstOf', { n: found.of }));
    box.replaceChildren(first, ...backtestShown(found, nameOfPlace));
  }
}

/** Of all its places, or of as many as one answer has: more may be saved than are tried. */
async function backtest(asked) {
  let of = null;
  for (const fewer of [...FEWER, null]) {
    try {
      const places = of === null ? asked.places : await firstOf(asked.places, of);
      return { ...await send('POST', `${PATH}/backtest`, { ...asked, places }), of };
    } catch (e) {
      if (fewer === null || !TOO_MUCH.includes(e.code)) {
        throw e;
      }
      of = fewer;
    }
  }
}

/** What the API is asked; as text it may be no document. */
function body(state) {
  return { places: placesOf(state.chosen), preference: state.text === null ? state.preference : parsed(state.text) };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (e) {
    throw Object.assign(new Error(t('noJson')), { faults: [{ pointer: PREFERENCE, detail: `${t('noJson')} ${e.message}` }] });
  }
}

/** From the form to text, or back where the form can show it. */
function turn(state, showsForm, redraw, general) {
  if (showsForm) {
    state.text = JSON.stringify(state.preference, null, 2);
    redraw();
    return;
  }
  try {
    const preference = parsed(state.text ?? JSON.stringify(state.preference));
    if (!canShow(preference?.when)) {
      throw new Error(t('tooDeep'));
    }
    Object.assign(state, { preference, text: null });
    redraw();
  } catch (e) {
    general.replaceChildren(el('p.warn', e.message));
  }
}

function textField(state, changed) {
  state.text ??= JSON.stringify(state.preference, null, 2);
  const area = el('textarea.document', {
    rows: '18', spellcheck: 'false', 'aria-label': t('asText'), oninput: () => {
      state.text = area.value;
      changed();
    },
  });
  area.value = state.text;
  return el('div', { 'data-pointer': PREFERENCE }, el('p.note', t('textNote')), area);
}

function nameField(preference, changed) {
  const input = el('input', {
    type: 'text', id: 'watch-name', required: true, maxlength: '100', value: preference.name, autocomplete: 'off', oninput: () => {
      preference.name = input.value;
      changed();
    },
  });
  return el('label.fields', { 'data-pointer': `${PREFERENCE}/name` }, el('span', t('watch.name')), input);
}

/** One that nobody guesses, as ids of all owners are apart. */
function newId(name) {
  const random = [...crypto.getRandomValues(new Uint8Array(ID_BYTES))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const plain = name.toLocaleLowerCase(language()).normalize('NFD').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40);
  return plain === '' ? random : `${plain}-${random}`;
}
