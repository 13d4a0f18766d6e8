// The form of a watch: what it wants, where, and what it would have come to; then it is saved.
import { el, icon } from './dom.js';
import { language, t } from './texts.js';
import { get, send, watchPath } from './api.js';
import { word } from './measures.js';
import { inWords } from './wording.js';
import { canShow, choice, durationField, put, treeForm } from './tree.js';
import { chosenPlaces, placesOf, whereField } from './where.js';
import { backtestShown } from './calendar.js';

const PREFERENCE = '/body/preference';
const PATH = '/v1/preferences';
const SPANS = ['P30D', 'P90D', 'P365D'];
const CROSS = 'M6 6l12 12M18 6L6 18';
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
    text: null, outcome: null, span: SPANS[1], schema: null, templates: [],
  };
  const redraw = () => {
    box.replaceChildren(
      el('header', el('h2', { id: 'editor-title', tabindex: '-1' }, saved === null ? t('watch.new') : t('watch.change', { name: saved.preference.name })),
        el('button', { type: 'button', 'aria-label': t('cancel'), title: t('cancel'), onclick: onClosed }, icon(CROSS))),
      state.schema === null ? el('p.note', t('loading'))
        : state.preference === null ? templates(state, redraw) : form(state, { nameOfPlace, onSaved, onClosed, redraw }));
  };
  redraw();
  load(state, saved === null).then(redraw, (e) => box.append(el('p.warn', t('error', { detail: e.message }))));
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
    document.getElementById('watch-name').focus();
  };
  const { enum: measures } = state.schema.$defs.measure.properties.measure;
  return el('section', el('p.note', t('templates')),
    el('ul.rows', state.templates.map(({ name, preference }) => el('li', el('button.row.template', { type: 'button', onclick: () => begin(named(name, preference)) },
      el('span.name', word('template', name)), el('span.note', `${inWords(preference.when)}.`)))),
    el('li', el('button.row.template', { type: 'button', onclick: () => begin({ name: '', when: { all: [{ measure: measures[0], at_least: null }] } }) },
      el('span.name', t('template.none')), el('span.note', t('template.noneText'))))));
}

/** Called as the reader's language calls it. */
const named = (name, preference) => ({ ...preference, name: word('template', name) });

function form(state, { nameOfPlace, onSaved, onClosed, redraw }) {
  const { preference, schema } = state;
  const outcome = el('div.outcome-box', { 'aria-live': 'polite' });
  const general = el('div.faults', { role: 'alert' });
  const changed = () => {
    state.outcome = null;
    outcome.replaceChildren();
  };
  const showsForm = state.text === null && canShow(preference.when);
  const act = async (event, work) => {
    const button = event.currentTarget;
    clearFaults(element);
    if (!element.reportValidity()) {
      return;
    }
    button.disabled = true;
    try {
      await work(body(state));
    } catch (e) {
      showFaults(element, general, e);
    } finally {
      button.disabled = false;
    }
  };
  const spans = choice(t('backtest.span'), SPANS.map((span) => [span, t(`span.${span}`)]), state.span, (span) => {
    state.span = span;
    changed();
  });
  const element = el('form', { onsubmit: (event) => event.preventDefault(), 'aria-labelledby': 'editor-title' },
    general,
    showsForm ? nameField(preference, changed) : null,
    whereField(state.chosen, nameOfPlace, changed),
    showsForm
      ? [el('h3', t('watch.when')), treeForm(schema, preference, changed), finer(schema, preference, changed)]
      : textField(state, changed),
    el('p', el('button.add', { type: 'button', onclick: () => turn(state, showsForm, redraw, general) }, t(showsForm ? 'asText' : 'asForm'))),
    el('section.tried', el('h3', t('backtest')),
      el('p.fields', spans, el('button.plain', {
        type: 'button', id: 'watch-try', onclick: (event) => act(event, async (asked) => {
          outcome.replaceChildren(el('p.note', t('loading')));
          try {
            state.outcome = await send('POST', `${PATH}/backtest`, { ...asked, last: state.span });
            outcome.replaceChildren(...backtestShown(state.outcome, nameOfPlace).filter((part) => part !== null));
            outcome.scrollIntoView({ block: 'nearest' });
          } catch (e) {
            outcome.replaceChildren();
            throw e;
          }
        }),
      }, t('backtest.try'))),
      outcome),
    el('footer.actions',
      el('button.primary', {
        type: 'button', id: 'watch-save', onclick: (event) => act(event, async (asked) => {
          state.id ??= newId(asked.preference.name);
          await send('PUT', watchPath(state.id), asked);
          onSaved(state.id);
        }),
      }, t('save')),
      el('button.plain', { type: 'button', onclick: onClosed }, t('cancel'))));
  if (state.outcome !== null) {
    outcome.replaceChildren(...backtestShown(state.outcome, nameOfPlace).filter((part) => part !== null));
  }
  return element;
}

/** What the API is asked; as text it may be no document. */
function body(state) {
  if (state.text !== null) {
    state.preference = parsed(state.text);
  }
  return { places: placesOf(state.chosen), preference: state.preference };
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
    if (!canShow(preference.when)) {
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

/** What few need. */
function finer(schema, preference, changed) {
  const duration = (key) => durationField(t(`watch.${key}`), preference[key], `${PREFERENCE}/${key}`, false, (text) => {
    put(preference, key, text);
    changed();
  });
  return el('details.more', el('summary', t('more')),
    duration('pending'), duration('recovery'), duration('cooldown'),
    el('h4', t('watch.levels')), levelFields(schema, preference, changed),
    el('h4', t('watch.quiet')), quietFields(preference, changed));
}

/** How urgent it is from its start, and after which time it becomes more so. */
function levelFields(schema, preference, changed) {
  const names = schema.properties.levels.items.properties.level.enum;
  const box = el('div', { 'data-pointer': `${PREFERENCE}/levels` });
  const redraw = () => {
    const steps = preference.levels ?? [{ level: names[0] }];
    const first = names.indexOf(steps[0].level);
    const set = (next) => {
      preference.levels = next;
      changed();
    };
    box.replaceChildren(
      choice(t('watch.levelFirst'), names.map((name) => [name, word('level', name)]), steps[0].level, (name) => {
        set([{ level: name }, ...steps.slice(1).filter(({ level }) => names.indexOf(level) > names.indexOf(name))]);
        redraw();
      }, true),
      ...names.slice(first + 1).map((name) =>
        durationField(t('watch.levelAfter', { level: word('level', name) }), steps.find(({ level }) => level === name)?.after, `${PREFERENCE}/levels`, false, (text) => {
          const others = (preference.levels ?? steps).filter(({ level }) => level !== name);
          const next = text === null ? others : [...others, { level: name, after: text }];
          set(next.sort((a, b) => names.indexOf(a.level) - names.indexOf(b.level)));
        })));
  };
  redraw();
  return box;
}

function quietFields(preference, changed) {
  const box = el('div', { 'data-pointer': `${PREFERENCE}/quiet_hours` });
  const redraw = () => {
    const all = preference.quiet_hours ?? [];
    const set = (next) => {
      put(preference, 'quiet_hours', next.length === 0 ? null : next);
      changed();
      redraw();
    };
    const time = (hours, key) => {
      const input = el('input', {
        type: 'time', required: true, value: hours[key], 'aria-label': t(`watch.quiet.${key}`), oninput: () => {
          hours[key] = input.value;
          changed();
        },
      });
      return input;
    };
    box.replaceChildren(
      ...all.map((hours, i) => el('p.fields', { 'data-pointer': `${PREFERENCE}/quiet_hours/${i}` }, time(hours, 'from'), ' – ', time(hours, 'to'),
        el('button', { type: 'button', 'aria-label': t('tree.remove', { what: `${hours.from} – ${hours.to}` }), onclick: () => set(all.filter((one) => one !== hours)) }, icon(CROSS)))),
      el('button.add', { type: 'button', onclick: () => set([...all, { from: '22:00', to: '06:00' }]) }, t('watch.quiet.add')));
  };
  redraw();
  return box;
}

function clearFaults(form) {
  form.querySelectorAll('.fault').forEach((one) => one.remove());
  form.querySelectorAll('[aria-invalid]').forEach((one) => {
    one.removeAttribute('aria-invalid');
    one.removeAttribute('aria-describedby');
  });
  form.querySelector('.faults').replaceChildren();
}

/** Each at the part of the form that it points at; what points at none is said above all. */
function showFaults(form, general, error) {
  const parts = [...form.querySelectorAll('[data-pointer]')];
  const unplaced = [];
  (error.faults ?? []).forEach(({ pointer, detail }, i) => {
    const part = parts.filter(({ dataset }) => pointer === dataset.pointer || pointer?.startsWith(`${dataset.pointer}/`))
      .reduce((best, one) => (best === null || one.dataset.pointer.length >= best.dataset.pointer.length ? one : best), null);
    if (part === null) {
      unplaced.push(detail);
      return;
    }
    const rest = pointer.slice(part.dataset.pointer.length);
    const fault = el('p.warn.fault', { id: `fault-${i}` }, rest ? `${rest}: ${detail}` : detail);
    part.append(fault);
    part.closest('details')?.setAttribute('open', '');
    const input = part.querySelector('input:not([type=radio]), textarea') ?? part.querySelector('input, select');
    input?.setAttribute('aria-invalid', 'true');
    input?.setAttribute('aria-describedby', fault.id);
  });
  const first = form.querySelector('[aria-invalid]');
  general.replaceChildren(el('p.warn', unplaced.length > 0 ? unplaced.join(' ') : error.message));
  (first ?? general).scrollIntoView({ block: 'nearest' });
  first?.focus();
}

/** One that nobody guesses, as ids of all owners are apart. */
function newId(name) {
  const random = [...crypto.getRandomValues(new Uint8Array(ID_BYTES))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const plain = name.toLocaleLowerCase(language()).normalize('NFD').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40);
  return plain === '' ? random : `${plain}-${random}`;
}
