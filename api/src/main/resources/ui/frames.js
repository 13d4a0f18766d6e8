// What the map shows at one time: asked from /v1/map, kept for a while so that the slider goes back without asking.
import { get, watchPath } from './api.js';
import { wholeMap } from './boxes.js';
import { instant } from './time.js';
import { SCORE, conditions, isCondition, sourceOf } from './measures.js';

const MOST_KEPT = 80;

const BUSY_MILLIS = 1_000;
const MOST_TRIES = 5;

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

/**
 * How well the places of a watch match now, as columns: those that have a position; `known` has all places, `watch` what it
 * says and `matches` all of its places, best first, unless `unranked` says why there are none.
 */
export async function watchFrame(id, signal) {
  const [answer, watch, ranked] = await Promise.all([
    wholeMap({ condition: conditions()[0] }, signal), get(watchPath(id), {}, signal), matchesOf(id, signal).catch(unranked),
  ]);
  const found = new Map(ranked.matches.map((one) => [one.place_id, one.match]));
  const features = answer.features.filter((feature) => found.has(feature.id)).map((feature) => ({
    ...feature,
    properties: {
      name: feature.properties.name, value: found.get(feature.id)?.score ?? null, missing: found.get(feature.id)?.missing ?? [],
    },
  }));
  const times = ranked.matches.filter(({ match }) => match !== null).map(({ match }) => Date.parse(match.at));
  return {
    ...columns(SCORE, { ...answer, features }),
    known: columns(SCORE, answer), watch, matches: ranked.matches, notJudged: ranked.not_judged, unranked: ranked.why ?? null,
    judgedAt: times.length === 0 ? null : Math.max(...times),
  };
}

/** What is not stored cannot be ranked; the watch is there all the same. */
function unranked(e) {
  if (e.status !== 422) {
    throw e;
  }
  return { matches: [], not_judged: 0, why: e.message };
}

/** A few are judged at a time; who comes meanwhile waits. */
export async function matchesOf(id, signal) {
  for (let tries = 1; ; tries++) {
    try {
      return await get(`${watchPath(id)}/matches`, {}, signal);
    } catch (e) {
      if (e.status !== 503 || tries === MOST_TRIES) {
        throw e;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, BUSY_MILLIS * tries));
  }
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
