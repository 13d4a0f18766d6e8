// The form of a watch's tree: groups within each other, and comparisons. What there is to compare is said by the schema; the
// document keeps the API's units, and is changed as the reader types.
import { CROSS, el, icon } from './dom.js';
import { t } from './texts.js';
import { shown, shownDifference, stored, storedDifference, unit } from './format.js';
import { levelsOf, word } from './measures.js';
import { choice, durationField, put } from './fields.js';
import { LEAVES, OPERATORS, dryFor, inWords, isDry, kindOf, levelName, nameOf, operatorOf } from './wording.js';

/** So many within each other have room on a phone; the API allows more. */
const DEEPEST = 5;

const LEAF_FIELDS = [...LEAVES, ...OPERATORS, 'over', 'statistic', 'unit', 'hysteresis', 'no_data'];

/** True: the form can show all that a tree says. */
export function canShow(node, depth = 1) {
  const kind = kindOf(node);
  if (kind === undefined || depth > DEEPEST) {
    return false;
  }
  if (LEAVES.includes(kind)) {
    return operatorOf(node) !== undefined && Object.keys(node).every((key) => LEAF_FIELDS.includes(key));
  }
  const parts = kind === 'for_at_least' ? [node.of] : [node[kind]].flat();
  return parts.length > 0 && parts.every((part) => canShow(part, depth + 1));
}

/**
 * The form of a preference's tree.
 *
 * @param schema of preferences
 * @param onChange called when the document has changed
 */
export function treeForm(schema, preference, onChange) {
  const box = el('div.tree');
  const redraw = (focused) => {
    box.replaceChildren(nodeForm({ schema, redraw, onChange }, {
      node: preference.when, pointer: '/body/preference/when', depth: 1, remove: null, set: (node) => { preference.when = node; },
    }));
    if (focused) {
      onChange();
      box.querySelector(`[data-pointer="${focused}"] :is(select, input)`)?.focus();
    }
  };
  redraw();
  return box;
}

function nodeForm(form, place) {
  switch (kindOf(place.node)) {
    case 'all': return groupForm(form, place, 'all');
    case 'any': return groupForm(form, place, 'any');
    case 'not': return aroundForm(form, place, 'not', t('tree.not'));
    case 'for_at_least': return aroundForm(form, place, 'of', lasting(form, place));
    default: return leafForm(form, place);
  }
}

function groupForm(form, place, kind) {
  const { node, pointer, depth } = place;
  const parts = node[kind];
  const add = (part) => {
    parts.push(part);
    form.redraw(`${pointer}/${kind}/${parts.length - 1}`);
  };
  const kinds = choice(t('tree.group'), ['all', 'any'].map((one) => [one, t(`tree.${one}`)]), kind, (other) => {
    place.set({ [other]: parts });
    form.redraw(pointer);
  });
  return el('fieldset.node', { 'data-pointer': pointer },
    el('legend.heard', t(`tree.${kind}`)),
    el('div.node-head', kinds, cross(place, form)),
    parts.map((part, i) => nodeForm(form, {
      node: part, pointer: `${pointer}/${kind}/${i}`, depth: depth + 1,
      set: (next) => { parts[i] = next; },
      remove: parts.length === 1 ? null : () => parts.splice(i, 1),
      above: pointer,
    })),
    el('div.adds',
      button('tree.addLeaf', () => add(emptyLeaf(form.schema))),
      button('tree.addDry', () => add(dryFor('PT24H'))),
      depth < DEEPEST - 1 ? button('tree.addGroup', () => add({ any: [emptyLeaf(form.schema)] })) : null,
      around(form, place)));
}

/** A part with something around it that can be taken away. */
function aroundForm(form, place, key, title) {
  const { node, pointer, depth } = place;
  return el('fieldset.node', { 'data-pointer': pointer },
    el('legend.heard', inWords(node)),
    el('div.node-head', el('span.around', title),
      el('button', {
        type: 'button', 'aria-label': t('tree.unwrap', { what: inWords(node) }), title: t('tree.unwrap', { what: inWords(node) }),
        onclick: () => {
          place.set(node[key]);
          form.redraw(pointer);
        },
      }, icon(CROSS))),
    nodeForm(form, {
      node: node[key], pointer: `${pointer}/${key}`, depth: depth + 1, remove: null, set: (next) => { node[key] = next; }, above: pointer,
    }));
}

function lasting({ onChange }, { node, pointer }) {
  return durationField(t('tree.lasting'), node.for_at_least, `${pointer}/for_at_least`, true, (text) => {
    node.for_at_least = text;
    onChange();
  });
}

function leafForm(form, place) {
  const { node, pointer } = place;
  const dry = isDry(node);
  return el('fieldset.node.leaf', { 'data-pointer': pointer },
    el('legend.heard', dry ? t('tree.dry') : nameOf(node)),
    el('div.node-head', whatField(form, place, dry), cross(place, form)),
    el('div.leaf-rest',
      dry
        ? durationField(t('tree.dryIn'), node.over, `${pointer}/over`, true, (text) => {
          node.over = text;
          form.onChange();
        })
        : comparison(form, place),
      el('details.more', el('summary', t('more')), dry ? null : finer(form, place), around(form, place))));
}

/** What is compared, by the groups of the schema. */
function whatField(form, place, dry) {
  const names = (kind) => form.schema.$defs[kind].properties[kind].enum;
  const options = (kind) => names(kind).map((name) =>
    el('option', { value: `${kind}:${name}` }, word(kind === 'condition' ? kind : 'measure', name)));
  const kind = kindOf(place.node);
  const select = el('select', {
    'aria-label': t('tree.what'),
    onchange: () => {
      const [other, name] = select.value.split(':');
      place.set(other === 'dry' ? dryFor('PT24H') : turned(place.node, other, name));
      form.redraw(place.pointer);
    },
  },
  el('option', { value: 'dry:' }, t('tree.dry')),
  ['condition', 'measure', 'model'].map((one) => el('optgroup', { label: t(`tree.${one}`) }, options(one))));
  select.value = dry ? 'dry:' : `${kind}:${place.node[kind]}`;
  return select;
}

/** A comparison that still wants a value. */
export const emptyLeaf = (schema) => ({ measure: schema.$defs.measure.properties.measure.enum[0], at_least: null });

/** A leaf of something else; a number stays where its unit does. */
function turned(node, kind, name) {
  const operator = operatorOf(node);
  if (kind === 'condition') {
    return { condition: name, [operator]: levelsOf(name)[0] };
  }
  const before = node.measure ?? node.model;
  const value = typeof node[operator] === 'number' && before && unit(before) === unit(name) && !isDry(node) ? node[operator] : null;
  return { [kind]: name, [isDry(node) ? 'at_least' : operator]: value };
}

function comparison(form, { node, pointer }) {
  const operator = operatorOf(node);
  const name = node.measure ?? node.model;
  const operators = choice(t('tree.operator'), OPERATORS.map((one) => [one, t(`op.${one}`)]), operator, (other) => {
    const value = node[operatorOf(node)];
    delete node[operatorOf(node)];
    node[other] = value;
    form.redraw(pointer);
  });
  return [
    el('div.fields', { 'data-pointer': `${pointer}/${operator}` }, operators,
      node.condition
        ? levelField(form, node, operator)
        : [percentileField(form, node, operator, pointer), numberField(form, node, operator, name)]),
    node.measure
      ? durationField(t('tree.over'), node.over, `${pointer}/over`, false, (text) => {
        put(node, 'over', text);
        form.onChange();
      })
      : null,
  ];
}

function levelField({ onChange }, node, operator) {
  const names = [...new Set(['NONE', ...levelsOf(node.condition), node[operator]])];
  return choice(t('tree.level'), names.map((one) => [one, levelName(one)]), node[operator], (level) => {
    node[operator] = level;
    onChange();
  });
}

/** Of what a place learns the percentiles of its own past, whether one of them is meant; else nothing. */
function percentileField(form, node, operator, pointer) {
  const { threshold } = form.schema.$defs;
  const percents = threshold.oneOf.find((one) => one.type === 'object').properties.percentile.enum;
  const isLearned = threshold.description.includes(node.measure ?? node.model);
  const now = node[operator]?.percentile;
  if (!isLearned && now === undefined) {
    return null;
  }
  const options = [['', t('tree.number')], ...percents.map((percent) => [String(percent), t('percentileOf', { n: percent })])];
  return choice(t('tree.threshold'), options, String(now ?? ''), (percent) => {
    node[operator] = percent === '' ? null : { percentile: Number(percent) };
    form.redraw(pointer);
  });
}

function numberField({ onChange }, node, operator, name) {
  const value = node[operator];
  if (value !== null && typeof value === 'object') {
    return null;
  }
  const input = el('input', {
    type: 'number', step: 'any', required: true, 'aria-label': `${t('tree.value')} ${unit(name)}`.trim(),
    value: value === null ? null : String(inField(value, shown(name, value))),
    oninput: () => {
      node[operator] = input.value === '' ? null : stored(name, Number(input.value));
      onChange();
    },
  });
  return el('span.number', input, unit(name) ? el('span.unit', unit(name)) : null);
}

/** As it is in the document; what was converted, with the digits that have room. */
const inField = (value, converted) => (value === converted ? value : Number(converted.toPrecision(4)));

/** What few need: another statistic, hysteresis, what is to be without data. */
function finer({ schema, onChange }, { node, pointer }) {
  const { statistic } = schema.$defs.measure.properties;
  const set = (key) => (value) => {
    put(node, key, value);
    onChange();
  };
  const labelled = (key, names) => {
    const options = [['', t(`tree.${key}Usual`)], ...names.map((one) => [one, t(`${key}.${one}`)])];
    return el('div.fields', { 'data-pointer': `${pointer}/${key}` }, choice(t(`tree.${key}`), options, node[key] ?? '', set(key), true));
  };
  return el('div.finer',
    node.measure ? labelled('statistic', statistic.enum) : null,
    node.condition ? null : hysteresisField(node, pointer, set('hysteresis')),
    labelled('no_data', schema.$defs.no_data.enum));
}

function hysteresisField(node, pointer, set) {
  const name = node.measure ?? node.model;
  const input = el('input', {
    type: 'number', min: '0', step: 'any',
    value: node.hysteresis === undefined ? null : String(inField(node.hysteresis, shownDifference(name, node.hysteresis))),
    oninput: () => set(input.value === '' ? null : storedDifference(name, Number(input.value))),
  });
  return el('label.fields', { 'data-pointer': `${pointer}/hysteresis` }, el('span', t('tree.hysteresis')),
    el('span.number', input, unit(name) ? el('span.unit', unit(name)) : null));
}

/** Puts something around a node; none where there is no room for it. */
function around(form, place) {
  const { node, pointer, depth } = place;
  const wrap = (next) => {
    place.set(next);
    form.redraw(pointer);
  };
  return deepest(node) + depth > DEEPEST ? null : el('span.adds',
    button('tree.wrapNot', () => wrap({ not: node })),
    button('tree.wrapLasting', () => wrap({ for_at_least: 'PT6H', of: node })),
    LEAVES.includes(kindOf(node)) ? button('tree.wrapGroup', () => wrap({ any: [node, emptyLeaf(form.schema)] })) : null);
}

/** How many nodes are within each other, itself included. */
function deepest(node) {
  const kind = kindOf(node);
  const parts = LEAVES.includes(kind) ? [] : kind === 'for_at_least' ? [node.of] : [node[kind]].flat();
  return 1 + Math.max(0, ...parts.map(deepest));
}

function cross({ node, remove, above }, form) {
  return remove === null ? null : el('button', {
    type: 'button', 'aria-label': t('tree.remove', { what: inWords(node) }), title: t('tree.remove', { what: inWords(node) }),
    onclick: () => {
      remove();
      form.redraw(above);
    },
  }, icon(CROSS));
}

const button = (key, onclick) => el('button.add', { type: 'button', onclick }, t(key));
