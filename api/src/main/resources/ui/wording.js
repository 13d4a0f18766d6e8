// What a watch wants, and what a place lacks of it, in words. Documents are those of /v1/preferences/schema.
import { has, locale, t } from './texts.js';
import { decimal, duration, quantity, shown, shownDifference, unit } from './format.js';
import { secondsOf } from './time.js';
import { word } from './measures.js';

export const OPERATORS = ['at_least', 'above', 'at_most', 'below'];
export const LEAVES = ['measure', 'model', 'condition'];

const PRECIPITATION = 'precipitation_millimetres';
const DRY_DAYS_FROM_HOURS = 36;

/** Which of the operators a leaf has. */
export const operatorOf = (leaf) => OPERATORS.find((operator) => operator in leaf);

/** Which kind a node is: all, any, not, for_at_least, or a leaf's; undefined: none that is known here. */
export const kindOf = (node) =>
  ['all', 'any', 'not', 'for_at_least', ...LEAVES].find((kind) => node !== null && typeof node === 'object' && kind in node);

/** True: that no rain has fallen for so long. */
export const isDry = (node) =>
  node.measure === PRECIPITATION && node.at_most === 0 && 'over' in node && Object.keys(node).length === 3;

export const dryFor = (over) => ({ measure: PRECIPITATION, over, at_most: 0 });

/** The name of what a leaf compares. */
export const nameOf = (leaf) => word(leaf.condition ? 'condition' : 'measure', leaf.condition ?? leaf.measure ?? leaf.model);

/** A tree as a sentence without its end. */
export function inWords(node) {
  switch (kindOf(node)) {
    case 'all': return list(node.all.map(part), 'conjunction');
    case 'any': return list(node.any.map(part), 'disjunction');
    case 'not': return t('tree.notWords', { what: part(node.not) });
    case 'for_at_least':
      return t('tree.lastingWords', { what: part(node.of), duration: duration(secondsOf(node.for_at_least) ?? 0) });
    case undefined: return '…';
    default: return leafInWords(node);
  }
}

/** Of a sentence: a group of several stands in brackets. */
const part = (node) => ((node?.all ?? node?.any ?? []).length > 1 ? `(${inWords(node)})` : inWords(node));

const list = (words, type) => new Intl.ListFormat(locale(), { type }).format(words);

function leafInWords(leaf) {
  if (isDry(leaf)) {
    return t('tree.dryWords', { duration: duration(secondsOf(leaf.over) ?? 0) });
  }
  const operator = operatorOf(leaf);
  if (operator === 'at_most' && leaf.at_most === 'NONE') {
    return t('tree.noneWords', { what: nameOf(leaf) });
  }
  const over = leaf.over ? ` ${t('over', { duration: duration(secondsOf(leaf.over) ?? 0) })}` : '';
  const statistic = leaf.statistic ? ` (${t(`statistic.${leaf.statistic}`)})` : '';
  return t(`op.${operator}.words`, { what: `${nameOf(leaf)}${over}${statistic}`, value: threshold(leaf, leaf[operator]) });
}

function threshold(leaf, value) {
  if (leaf.condition) {
    return levelName(value);
  }
  if (value?.percentile) {
    return t('percentileOf', { n: value.percentile });
  }
  return typeof value === 'number' ? quantity(leaf.measure ?? leaf.model, value) : '…';
}

export const levelName = (level) => (level === 'NONE' ? t('levelNone') : word('level', level));

/** What is missing at a place, by the gaps of its match, such as "2 more dry days". */
export const missingInWords = (preference, gaps) => gaps.map((gap) => gapInWords(preference, gap)).join(' · ');

function gapInWords(preference, { pointer, name, over_s: over, value, threshold: wanted, distance, unit: scale, ready_in_h: ready }) {
  if (name === 'duration') {
    return t('gap.duration', { duration: duration(distance) });
  }
  const leaf = at(preference, pointer);
  const what = scale === 'levels' && leaf ? nameOf(leaf) : word('measure', name);
  if (value === null) {
    return t('gap.unknown', { what });
  }
  if (ready !== null && ready > 0) {
    return ready >= DRY_DAYS_FROM_HOURS ? many('gap.dryDays', Math.ceil(ready / 24)) : many('gap.dryHours', ready);
  }
  if (scale === 'levels' || wanted === null) {
    return leaf ? leafInWords(leaf) : what;
  }
  const span = over > 0 ? ` ${t('over', { duration: duration(over) })}` : '';
  const way = wanted > value ? 'more' : wanted < value ? 'less' : 'just';
  return t(`gap.${way}`, { what: what + span, by: difference(name, wanted - value) });
}

/** A difference with its unit: of temperatures without the shift of their scales. */
function difference(name, by) {
  const size = Math.abs(shownDifference(name, by));
  const digits = size >= 10 ? 0 : size >= 1 ? 1 : 2;
  return `${decimal(size, digits)} ${unit(name)}`.trim();
}

const many = (key, n) => t(n === 1 && has(`${key}.one`) ? `${key}.one` : key, { n });

/** What a JSON pointer points at; undefined: nothing. */
export const at = (document, pointer) =>
  pointer.split('/').slice(1).reduce((node, key) => node?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], document);

/** Where a watch is for, in words. */
export function placesInWords({ ids, bbox, near, radius_m: radius }, nameOfPlace) {
  if (ids) {
    return ids.length === 1 ? nameOfPlace(ids[0]) : t('watch.placesOf', { n: ids.length });
  }
  if (bbox) {
    return t('watch.inBox', { box: bbox.map((one) => decimal(one, 2)).join(', ') });
  }
  return t('watch.near', { radius: kilometres(radius), where: `${decimal(near[1], 2)}, ${decimal(near[0], 2)}` });
}

function kilometres(metres) {
  const radius = shown('radius_kilometres', metres / 1000);
  return `${decimal(radius, radius < 10 ? 1 : 0)} ${unit('radius_kilometres')}`;
}
