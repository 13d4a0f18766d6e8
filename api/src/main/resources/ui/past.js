// The states of a place at a time of the past, by its changes around that time.

/**
 * Of each condition that is judged now, its state at a time; since null: it began before the changes, and of its reasons
 * nothing is known.
 *
 * @param time ms
 * @param newest states
 * @param changes in the order of time: those of a range that the time is in, and of a condition that has none in it the first after it
 */
export function statesAt(time, newest, changes) {
  return newest.map((one) => {
    const own = changes.filter(({ condition }) => condition === one.condition);
    const after = own.findIndex(({ at }) => Date.parse(at) > time);
    const last = after < 0 ? own.at(-1) : own[after - 1];
    if (last) {
      const { condition, state, level, drivers, at } = last;
      return { condition, state, level, drivers, since: at, episode: null };
    }
    return after < 0 ? one : {
      condition: one.condition, state: own[after].from_state, level: null, drivers: [], since: null, episode: null,
    };
  });
}

/** Those of the newest states that have begun after a time (ms) and of which none of the changes is. */
export function withoutChange(newest, changes, time) {
  return newest.filter(({ condition, since }) =>
    Date.parse(since) >= time && !changes.some((change) => change.condition === condition));
}
