package io.outpost.cli.verify.fold;

/**
 * The state of a condition of the hour after an hour.
 *
 * @param level that is said; 0: none
 * @param peak of the open episode; 0 outside of one, as its start
 * @param lastEndMillis end of the hour that it was judged by
 * @param isJudged false: never
 */
record HourConditionState(
        String state,
        int level,
        int peak,
        long episodeStart,
        long lastEndMillis,
        boolean isJudged) {
    static final HourConditionState FIRST = new HourConditionState("UNKNOWN", 0, 0, 0, 0, false);

    boolean isInEpisode() {
        return episodeStart != 0;
    }

    HourConditionState outside(String newState, int newLevel) {
        return new HourConditionState(newState, newLevel, 0, 0, lastEndMillis, isJudged);
    }

    HourConditionState inEpisode(String newState, int newLevel, long start) {
        return new HourConditionState(
                newState, newLevel, Math.max(peak, newLevel), start, lastEndMillis, isJudged);
    }

    HourConditionState judgedUntil(long endMillis) {
        return new HourConditionState(state, level, peak, episodeStart, endMillis, true);
    }

    /** True when nothing is said anew. */
    boolean saysAs(HourConditionState other) {
        return state.equals(other.state)
                && level == other.level
                && episodeStart == other.episodeStart;
    }
}
