package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.log.Measure;
import java.util.List;

/**
 * When a condition holds.
 *
 * @param measure its hour's mean is evaluated
 * @param reasons the measures that are its drivers
 * @param levels mildest first
 * @param rising true: a level is reached at or above its threshold; false: at or below
 * @param alertsFrom the level whose reaching makes an episode one that is alerted about; 1 for the
 *     mildest
 */
public record Rule(
        String condition,
        Measure measure,
        List<Measure> reasons,
        List<Level> levels,
        boolean rising,
        int alertsFrom,
        double hysteresis,
        long pendingMillis,
        long recoveryMillis) {
    /** A level of a condition, degC. */
    public record Level(String name, double threshold) {}

    /** 0: none, else 1 for the mildest and so on. */
    int reached(double value) {
        return reached(value, 0);
    }

    /** The level that is held after {@code held}: it is left by more than the hysteresis only. */
    int held(double value, int held) {
        return Math.max(reached(value), Math.min(held, reached(value, hysteresis)));
    }

    /** True when an episode with this highest level is alerted about. */
    boolean isAlerted(String peakLevel) {
        return levels.stream().skip(alertsFrom - 1L).anyMatch(l -> l.name().equals(peakLevel));
    }

    /** Null for 0. */
    String name(int level) {
        return level == 0 ? null : levels.get(level - 1).name();
    }

    private int reached(double value, double slack) {
        int level = 0;
        for (Level next : levels) {
            boolean reached =
                    rising ? value >= next.threshold() - slack : value <= next.threshold() + slack;
            if (!reached) {
                break;
            }
            level++;
        }
        return level;
    }
}
