package io.outpost.bench.suite;

import io.outpost.bench.backlog.Backlog;
import java.time.Duration;
import java.util.List;

/**
 * How runs are made.
 *
 * @param limit after which a run is ended, and has failed
 * @param warmPassRecords records of the pass that warms a contender; 0: none, and the clock starts
 *     with the process
 * @param warmSeconds after which no further pass begins to warm it
 * @param prefixRecords records for contenders that compute a part; half of them warm
 * @param clock which part of the run is on the clock
 */
public record RunConfig(
        Duration limit, long warmPassRecords, int warmSeconds, long prefixRecords, Clock clock) {
    private static final double PREFIX_FROM = 0.05;
    private static final int HOURS_WITH_FULL_WINDOWS = 26;

    /** Where the marks are. */
    public enum Clock {
        /** From the first hour of event time to the end, with marks around the windows' growth. */
        HOURS,
        /** While all places are known and none of them closes. */
        STEADY,
        /** Half an hour of event time after the first hour closes, to one before the last ends. */
        WHOLE_HOURS,
        /** From the start of the process to the end. */
        PROCESS
    }

    /** The same runs with another clock; that of the process allows no warming. */
    public RunConfig with(Clock newClock) {
        long warm = newClock == Clock.PROCESS ? 0 : warmPassRecords;
        return new RunConfig(limit, warm, warmSeconds, prefixRecords, newClock);
    }

    /** Records at which the clocks are read. */
    List<Long> marks(Backlog backlog) {
        long all = backlog.records();
        double hours = backlog.hours();
        return switch (clock) {
            case PROCESS -> List.of(0L, all);
            case STEADY -> List.of(all / 5, all * 3 / 5);
            case WHOLE_HOURS ->
                    List.of(backlog.recordsUntil(1.5), backlog.recordsUntil(hours - 0.5));
            case HOURS ->
                    hours < HOURS_WITH_FULL_WINDOWS
                            ? prefixMarks(all)
                            : List.of(
                                    backlog.recordsUntil(1),
                                    backlog.recordsUntil(3),
                                    backlog.recordsUntil(hours - 2.25),
                                    backlog.recordsUntil(hours - 0.25),
                                    all);
        };
    }

    /** The same for a contender that computes a part. */
    static List<Long> prefixMarks(long records) {
        return List.of((long) (records * PREFIX_FROM), records);
    }
}
