// Numbers with their units. Names say the unit that the API answers in; here it becomes that of the reader.
import { view } from './view.js';
import { locale, t } from './texts.js';

const SAME = (x) => x;
const inches = (perInch) => ({ unit: 'in', of: (x) => x / perInch, digits: 2 });

/** By the end of a name, longest first: how many digits, and what else a system makes of it, as the API does. */
const UNITS = [
  ['millimetres_per_hour', { unit: 'mm/h', digits: 2, imperial: { ...inches(25.4), unit: 'in/h', digits: 3 } }],
  ['millimetres_per_day', { unit: 'mm/d', digits: 1, imperial: { ...inches(25.4), unit: 'in/d' } }],
  ['metres_per_second', {
    unit: 'm/s', digits: 1, imperial: { unit: 'mph', of: (x) => x / 0.44704, digits: 0 },
  }],
  ['degree_days', {
    unit: '°C d', digits: 0,
    imperial: { unit: '°F d', of: (x) => x * 1.8, digits: 0 },
    scientific: { unit: 'K d', digits: 0 },
  }],
  ['kilograms_per_cubic_metre', {
    unit: 'kg/m³', digits: 0, imperial: { unit: 'lb/ft³', of: (x) => x / 16.018463373960138, digits: 1 },
  }],
  ['elevation_metres', { unit: 'm', digits: 0, imperial: { unit: 'ft', of: (x) => x / 0.3048, digits: 0 } }],
  ['millimetres', { unit: 'mm', digits: 1, imperial: inches(25.4) }],
  ['centimetres', {
    unit: 'cm', digits: 0,
    imperial: { ...inches(2.54), digits: 1 },
    scientific: { unit: 'm', of: (x) => x / 100, digits: 2 },
  }],
  ['kilometres', { unit: 'km', digits: 1, imperial: { unit: 'mi', of: (x) => x / 1.609344, digits: 1 } }],
  ['metres', { unit: 'm', digits: 2, imperial: { unit: 'ft', of: (x) => x / 0.3048, digits: 1 } }],
  ['celsius', {
    unit: '°C', digits: 1,
    imperial: { unit: '°F', of: (x) => x * 1.8 + 32, digits: 0 },
    scientific: { unit: 'K', of: (x) => x + 273.15, digits: 1 },
  }],
  ['percent', { unit: '%', digits: 0 }],
  ['hectopascals', {
    unit: 'hPa', digits: 0,
    imperial: { unit: 'inHg', of: (x) => x / 33.86388640341, digits: 2 },
    scientific: { unit: 'Pa', of: (x) => x * 100, digits: 0 },
  }],
  ['degrees', { unit: '°', digits: 0 }],
  ['hours', { unit: 'h', digits: 0 }],
  ['seconds', { unit: 's', digits: 0 }],
  ['wetness', { unit: '%', of: (x) => x * 100, digits: 0 }],
  ['score', { unit: '/ 100', of: Math.floor, digits: 0 }],
  ['drift', { unit: 'm³/s³', digits: 0 }],
];

const WINDOW = /_\d+h$/;

function unitOf(name) {
  const measured = name.replace(WINDOW, '');
  const metric = UNITS.find(([end]) => measured.endsWith(end))?.[1] ?? { unit: '', digits: 1 };
  return metric[view.units] ?? metric;
}

/** The sign of the unit in which a quantity is shown; empty: it has none. */
export const unit = (name) => unitOf(name).unit;

/** A value of the API in the unit in which it is shown; null stays null. */
export function shown(name, value) {
  return value === null || value === undefined ? null : (unitOf(name).of ?? SAME)(value);
}

/** A shown value as the API has it. */
export function stored(name, already) {
  const { zero, one } = line(name);
  return tidy((already - zero) / (one - zero));
}

/** A difference of values of the API in the unit in which it is shown, and back. */
export const shownDifference = (name, difference) => tidy(difference * (line(name).one - line(name).zero));
export const storedDifference = (name, already) => tidy(already / (line(name).one - line(name).zero));

/** Units are lines: what 0 and 1 of the API are shown as. */
const line = (name) => ({ zero: shown(name, 0), one: shown(name, 1) });

/** Without the last digits, which conversions make. */
export const tidy = (value) => Number(value.toPrecision(9));

/** Such as "21.5 °C"; no value is a dash, never 0. */
export function quantity(name, value) {
  const number = shown(name, value);
  if (number === null) {
    return '–';
  }
  const sign = unit(name);
  const space = sign === '°' || sign === '' ? '' : ' ';
  return `${decimal(number, unitOf(name).digits)}${space}${sign}`;
}

/** A shown number alone, with the digits of its quantity. */
export const number = (name, already) => decimal(already, unitOf(name).digits);

export function decimal(value, digits) {
  const rounded = new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .format(value);
  return Number(value.toFixed(digits)) === 0 ? rounded.replace(/^[-−]/, '') : rounded.replace(/^-/, '−');
}

export const whole = (value) => new Intl.NumberFormat(locale()).format(value);

/** Such as "3 h" or "2 d 4 h". */
export function duration(seconds) {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) {
    return `${Math.round(seconds)} s`;
  }
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.round(minutes / 60);
  if (hours < 48) {
    return minutes % 60 && hours < 6 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${hours} h`;
  }
  const days = Math.floor(hours / 24);
  return hours % 24 && days < 7 ? `${days} ${t('daysShort')} ${hours % 24} h` : `${days} ${t('daysShort')}`;
}
