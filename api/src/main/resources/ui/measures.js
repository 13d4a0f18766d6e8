// What the map can show: conditions by their levels, and quantities by their values. Levels are told apart by lightness,
// size and shape, not by hue alone.
import { t, has } from './texts.js';
import { ramp } from './colours.js';

const step = (level, colour, radius, shape = 'circle') => ({ level, colour, radius, shape });

/** Levels of each condition, mildest first. */
const CONDITIONS = {
  HEAT: [
    step('CAUTION', '#fee08b', 5),
    step('EXTREME_CAUTION', '#fdae61', 6),
    step('DANGER', '#e34a33', 7),
    step('EXTREME_DANGER', '#8b0000', 8),
  ],
  COLD: [
    step('LOW', '#d0e3f2', 5),
    step('MODERATE', '#9ecae1', 5.5),
    step('FROSTBITE_IN_30_MIN', '#6baed6', 6),
    step('FROSTBITE_IN_10_MIN', '#3182bd', 6.5),
    step('FROSTBITE_IN_5_MIN', '#08519c', 7.5),
    step('FROSTBITE_IN_2_MIN', '#08245c', 8),
  ],
  MUD: [
    step('DUSTY', '#f3e3c3', 4),
    step('DRY', '#e6c98f', 4.5),
    step('TACKY', '#d0a05b', 5),
    step('DAMP', '#b0793a', 5.5),
    step('SNOW_COVERED', '#e8f1fb', 6, 'diamond'),
    step('FROZEN', '#7fb2dd', 5.5, 'square'),
    step('MUDDY', '#8a5120', 7),
    step('THAWING', '#6d5a8a', 7, 'triangle'),
    step('SATURATED', '#4a2506', 8),
  ],
  HIGH_WATER: [
    step('ELEVATED', '#a8ddd0', 5.5),
    step('HIGH', '#2c9c94', 7),
    step('VERY_HIGH', '#01504c', 8.5),
  ],
  SNOWPACK: [
    step('SETTLED', '#e3ddf0', 5, 'diamond'),
    step('WET', '#bcaedd', 6, 'diamond'),
    step('LOADING', '#9472c4', 7, 'diamond'),
    step('WARMING', '#b0479b', 7.5, 'triangle'),
    step('HEAVY_LOADING', '#4a1486', 8.5, 'diamond'),
  ],
};

/** Quantities with the values at the ends of their scale; what lies beyond has the colour of the end. */
const QUANTITIES = {
  air_temperature_celsius: [-30, 45],
  heat_index_celsius: [0, 55],
  felt_temperature_celsius: [-40, 40],
  dew_point_celsius: [-30, 30],
  relative_humidity_percent: [0, 100],
  wind_speed_metres_per_second: [0, 25],
  wind_gust_metres_per_second: [0, 40],
  precipitation_millimetres: [0, 10],
  pressure_hectopascals: [960, 1050],
  snow_depth_centimetres: [0, 150],
  soil_moisture_percent: [0, 100],
  water_level_metres: [0, 5],
  uv_index: [0, 11],
  wetness: [0, 1],
  flow_millimetres_per_hour: [0, 1],
  snow_water_equivalent_millimetres: [0, 400],
};

/** Of these few places measure any; the models have them of all. */
const MODELLED = ['snow_depth_centimetres', 'snow_water_equivalent_millimetres', 'wetness', 'flow_millimetres_per_hour'];

/** How well places match a watch, 0 to 100; of which 100 alone is that it holds. */
export const SCORE = 'score';

const WHOLE_SCORE = 100;

const COLOURS = 28;
const NEUTRAL = '#8d99a6';
const SURE = 0;
const UNSURE = 1;
const STALE = 2;

export const conditions = () => Object.keys(CONDITIONS);
/** The names of a condition's levels, mildest first. */
export const levelsOf = (name) => CONDITIONS[name].map(({ level }) => level);

export const quantities = () => Object.keys(QUANTITIES);
export const isCondition = (name) => name in CONDITIONS;
export const isKnown = (name) => isCondition(name) || name in QUANTITIES;

/** What a quantity is asked from; null: what is measured. */
export const sourceOf = (name) => (MODELLED.includes(name) ? 'models' : null);

/** The name of a condition, a level, a state, or a measure, in the reader's language. */
export function word(kind, code) {
  if (code === null || code === undefined) {
    return '–';
  }
  const key = `${kind}.${code}`;
  return has(key) ? t(key) : code.toLowerCase().replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase());
}

/** A level, and the state where that is not sure or not the level's own: such as "Dry · Uncertain". */
export function standing({ state, level }) {
  if (!level) {
    return word('state', state);
  }
  return state === 'ACTIVE' || state === 'OK' ? word('level', level) : `${word('level', level)} · ${word('state', state)}`;
}

/**
 * How places are drawn: the symbols, from the least to the gravest, and which of them a place has. A symbol says how sure
 * it is: filled, half filled (uncertain), or hollow (stale).
 */
export function scale(name) {
  if (name === SCORE) {
    return ofScore();
  }
  return isCondition(name) ? ofCondition(CONDITIONS[name]) : ofQuantity(QUANTITIES[name] ?? [0, 1]);
}

/** As a quantity, and larger where it matches better; what holds has a shape of its own. */
function ofScore() {
  const { kinds, ...known } = ofQuantity([0, WHOLE_SCORE]);
  const grown = kinds.map((kind, i) => (i === 0 ? kind : { ...kind, radius: 3.5 + (4 * i) / COLOURS }));
  const holds = { key: 'holds', colour: known.colours.at(-1), radius: 9, shape: 'diamond' };
  return {
    ...known,
    kinds: [...grown, holds],
    symbolOf: (one) => (one.value === WHOLE_SCORE ? grown.length * 3 : known.symbolOf(one)),
  };
}

function ofCondition(levels) {
  const kinds = [
    { key: 'none', colour: NEUTRAL, radius: 3, shape: 'dot' },
    { key: 'UNKNOWN', colour: NEUTRAL, radius: 4, shape: 'cross' },
    { key: 'OK', colour: NEUTRAL, radius: 3.5, shape: 'circle' },
    ...levels.map((one) => ({ key: one.level, ...one })),
    { key: 'other', colour: '#c2185b', radius: 6, shape: 'square' },
  ];
  const places = new Map(kinds.map((kind, i) => [kind.key, i]));
  const kindOf = ({ level, state }) => {
    if (level) {
      return places.get(level) ?? places.get('other');
    }
    return state ? places.get(state === 'UNKNOWN' ? 'UNKNOWN' : 'OK') : 0;
  };
  return {
    kinds,
    levels,
    symbolOf: (one) => kindOf(one) * 3 + sureness(one),
    rank: (one) => kindOf(one),
  };
}

function ofQuantity([low, high]) {
  const colours = ramp(COLOURS);
  const kinds = [
    { key: 'none', colour: NEUTRAL, radius: 3, shape: 'dot' },
    ...colours.map((colour) => ({ key: colour, colour, radius: 5.5, shape: 'circle' })),
  ];
  const kindOf = ({ value }) => {
    if (value === null || value === undefined) {
      return 0;
    }
    const part = (value - low) / (high - low);
    return 1 + Math.min(COLOURS - 1, Math.max(0, Math.floor(part * COLOURS)));
  };
  return {
    kinds,
    colours,
    range: [low, high],
    symbolOf: (one) => kindOf(one) * 3 + sureness(one),
    rank: (one) => one.value ?? -Infinity,
  };
}

/** True: it has a value or a state, but of long ago. */
export const isStale = ({ stale, state, value }) => stale && (Boolean(state) || (value !== null && value !== undefined));

function sureness(one) {
  return isStale(one) ? STALE : one.state === 'UNCERTAIN' ? UNSURE : SURE;
}

/** All symbols of a scale, in the order of `symbolOf`. */
export function symbols({ kinds }) {
  return kinds.flatMap((kind) => [SURE, UNSURE, STALE].map((sure) => ({ ...kind, fill: ['whole', 'half', 'hollow'][sure] })));
}
