package io.outpost.bench.live;

import java.util.List;

/**
 * What the ramp gave.
 *
 * @param growsAtPerSecond rate at which a lag began that was not made up for before the end; 0:
 *     there was none
 * @param overSeconds lag at each second, until it is gone
 * @param drainSeconds from the end of the ramp until all is processed
 */
record RampResult(
        double fromPerSecond,
        double toPerSecond,
        int seconds,
        double growsAtPerSecond,
        List<Second> overSeconds,
        double drainSeconds,
        ProducerStatistics producer) {

    /**
     * One second.
     *
     * @param second since the start
     * @param perSecond rate that is due; 0 after the end
     */
    record Second(double second, double perSecond, long lagRecords, long lagMillis) {}

    Second worst() {
        return overSeconds.stream()
                .max((a, b) -> Long.compare(a.lagRecords(), b.lagRecords()))
                .orElse(new Second(0, 0, 0, 0));
    }
}
