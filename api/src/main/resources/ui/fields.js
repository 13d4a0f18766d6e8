// Fields of the form of a watch. Each has where its value stands in what is sent, a JSON pointer.
import { el } from './dom.js';
import { t } from './texts.js';
import { isoDuration, secondsOf } from './time.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS = { min: MINUTE, h: HOUR, d: DAY };

/** A key that is empty is left out of the document. */
export function put(object, key, value) {
  if (value === null || value === '') {
    delete object[key];
  } else {
    object[key] = value;
  }
}

/** A select; its label is seen, or said alone. */
export function choice(label, options, value, onChosen, isSeen = false) {
  const select = el('select', { 'aria-label': isSeen ? null : label, onchange: () => onChosen(select.value) },
    options.map(([one, text]) => el('option', { value: one }, text)));
  select.value = value;
  return isSeen ? el('label.fields', el('span', label), select) : select;
}

/**
 * A number of minutes, hours or days.
 *
 * @param text the duration as in documents, or none
 * @param onSet called with the same; null: it is empty
 */
export function durationField(label, text, pointer, isRequired, onSet) {
  const seconds = secondsOf(text);
  const usual = seconds === null ? 'h' : seconds % HOUR !== 0 ? 'min' : seconds % DAY === 0 && seconds >= 7 * DAY ? 'd' : 'h';
  const set = () => onSet(input.value === '' ? null : isoDuration(Number(input.value) * UNITS[units.value]));
  const input = el('input', {
    type: 'number', min: '0', step: '1', required: isRequired, 'aria-label': label, oninput: set,
    value: seconds === null ? null : String(seconds / UNITS[usual]),
  });
  const units = choice(`${label}: ${t('tree.unit')}`, Object.keys(UNITS).map((one) => [one, t(`unit.${one}`)]), usual, set);
  return el('div.fields', { 'data-pointer': pointer }, el('span', { 'aria-hidden': 'true' }, label), el('span.number', input, units));
}
