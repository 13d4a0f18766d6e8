// What the map shows at one time: asked from /v1/map, kept for a while so that the slider goes back without asking.
import { wholeMap } from './boxes.js';
import { instant } from './time.js';
import { isCondition, sourceOf } from './measures.js';

const MOST_KEPT = 80;

const kept = new Map();

/**
 * The places at a time, as columns.
 *
 * @param at ms; null: the newest, which is always asked anew
 */
export async function frame(show, at, signal) {
  const key = `${show} ${at}`;
  if (at !== null && kept.has(key)) {
    return kept.get(key);
  }
  const what = isCondition(show) ? { condition: show } : { quantity: show, source: sourceOf(show) };
  const answer = await wholeMap({ ...what, at: at === null ? null : instant(at) }, signal);
  const read = columns(show, answer);
  if (at !== null) {
    kept.set(key, read);
    if (kept.size > MOST_KEPT) {
      kept.delete(kept.keys().next().value);
    }
  }
  return read;
}

/** Forgets what was asked, as when results may have changed. */
export const forget = () => kept.clear();

function columns(show, { features, at, stored }) {
  const count = features.length;
  const read = {
    show,
    at: Date.parse(at),
    from: stored?.from ? Date.parse(stored.from) : null,
    until: stored?.until ? Date.parse(stored.until) : null,
    ids: new Array(count),
    names: new Array(count),
    longitudes: new Float64Array(count),
    latitudes: new Float64Array(count),
    properties: new Array(count),
    indexes: new Map(),
  };
  features.forEach((feature, i) => {
    read.ids[i] = feature.id;
    read.names[i] = feature.properties.name ?? feature.id;
    [read.longitudes[i], read.latitudes[i]] = feature.geometry.coordinates;
    read.properties[i] = feature.properties;
    read.indexes.set(feature.id, i);
  });
  return read;
}
