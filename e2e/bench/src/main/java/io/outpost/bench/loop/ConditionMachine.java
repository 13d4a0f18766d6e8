package io.outpost.bench.loop;

import io.outpost.bench.digest.RowHash;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The state machine of one condition at one place. */
final class ConditionMachine {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long STALE_AFTER_MILLIS = 3 * HOUR_MILLIS;
    private static final double LEAST_COVERAGE = 0.6;
    private static final double HYSTERESIS = 1;
    private static final double[] HEAT_LEVELS = {48 / 1.8, 58 / 1.8, 71 / 1.8, 93 / 1.8};
    private static final double[] COLD_LEVELS = {0, 10, 28, 40, 48, 55};
    private static final int[] HEAT_NAMES =
            hashes("CAUTION", "EXTREME_CAUTION", "DANGER", "EXTREME_DANGER");
    private static final int[] COLD_NAMES =
            hashes(
                    "LOW",
                    "MODERATE",
                    "FROSTBITE_IN_30_MIN",
                    "FROSTBITE_IN_10_MIN",
                    "FROSTBITE_IN_5_MIN",
                    "FROSTBITE_IN_2_MIN");
    private static final int[] STATES =
            hashes("OK", "PENDING", "ACTIVE", "RECOVERING", "UNKNOWN", "UNCERTAIN");
    private static final int OK = 0;
    private static final int PENDING = 1;
    private static final int ACTIVE = 2;
    private static final int RECOVERING = 3;
    private static final int UNKNOWN = 4;
    private static final int UNCERTAIN = 5;

    private final int name;
    private final double[] levels;
    private final int[] levelNames;

    /** A falling scale is a rising one of the negated measure. */
    private final double sign;

    private int state = UNKNOWN;
    private int level;
    private long episodeStart;
    private long since;
    private long lastInput = Long.MIN_VALUE;

    private ConditionMachine(String name, double[] levels, int[] levelNames, double sign) {
        this.name = name.hashCode();
        this.levels = levels;
        this.levelNames = levelNames;
        this.sign = sign;
    }

    static ConditionMachine heat() {
        return new ConditionMachine("HEAT", HEAT_LEVELS, HEAT_NAMES, 1);
    }

    static ConditionMachine cold() {
        return new ConditionMachine("COLD", COLD_LEVELS, COLD_NAMES, -1);
    }

    void step(long at, double mean, double coverage, LoopPlace place, CountedRows rows) {
        if (lastInput != Long.MIN_VALUE && place.first - lastInput > STALE_AFTER_MILLIS) {
            int before = state;
            int levelBefore = level;
            clear(UNKNOWN);
            if (before != UNKNOWN) {
                long silentFrom = lastInput + STALE_AFTER_MILLIS;
                emit(silentFrom, before, levelBefore, place, rows);
            }
        }
        lastInput = place.last;
        int before = state;
        int levelBefore = level;
        boolean wasInEpisode = episodeStart != 0;
        if (coverage < LEAST_COVERAGE) {
            state = UNCERTAIN;
        } else if (wasInEpisode) {
            evaluateEpisode(at, sign * mean);
        } else {
            evaluateOutsideEpisode(at, sign * mean);
        }
        boolean ended = wasInEpisode && episodeStart == 0;
        if (before != state || (wasInEpisode && level != levelBefore)) {
            emit(at, before, ended ? levelBefore : level, place, rows);
        }
    }

    private void evaluateOutsideEpisode(long at, double measure) {
        int reached = reachedBy(measure, 0);
        if (reached == 0) {
            clear(OK);
            return;
        }
        if (state != PENDING) {
            state = PENDING;
            since = at;
        }
        if (at - since >= HOUR_MILLIS) {
            state = ACTIVE;
            level = reached;
            episodeStart = at;
        }
    }

    private void evaluateEpisode(long at, double measure) {
        int held = Math.max(reachedBy(measure, 0), Math.min(level, reachedBy(measure, HYSTERESIS)));
        if (held > 0) {
            state = ACTIVE;
            level = held;
            return;
        }
        if (state != RECOVERING) {
            state = RECOVERING;
            since = at;
        }
        if (at - since >= HOUR_MILLIS) {
            clear(OK);
        }
    }

    private int reachedBy(double measure, double slack) {
        int reached = 0;
        while (reached < levels.length && measure >= levels[reached] - slack) {
            reached++;
        }
        return reached;
    }

    private void clear(int newState) {
        state = newState;
        level = 0;
        episodeStart = 0;
    }

    private void emit(long at, int from, int emittedLevel, LoopPlace place, CountedRows rows) {
        long hash = RowHash.begin(place.key, RowHash.TRANSITION, at);
        hash = RowHash.add(RowHash.add(hash, name), STATES[from]);
        hash = RowHash.add(hash, STATES[state]);
        hash = RowHash.add(hash, emittedLevel == 0 ? 0 : levelNames[emittedLevel - 1]);
        // Conditions are evaluated at the end of a minute.
        rows.count(at - 1, hash);
    }

    void write(ByteBuffer out) {
        out.put((byte) state).put((byte) level);
        out.putLong(episodeStart).putLong(since).putLong(lastInput);
    }

    void read(ByteBuffer in) {
        state = in.get();
        level = in.get();
        episodeStart = in.getLong();
        since = in.getLong();
        lastInput = in.getLong();
    }

    private static int[] hashes(String... names) {
        return Arrays.stream(names).mapToInt(String::hashCode).toArray();
    }
}
