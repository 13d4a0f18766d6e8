package io.outpost.bench.backlog;

/** One report of a sensor, by the numbers of its place and of the sensor within the place. */
public record SensorReport(int place, int sensor, long observedAtMillis) {
    private static final int MILLIS_PER_MINUTE = 60_000;

    /** Minutes since the begin of backlogs. */
    int minute() {
        return (int) ((observedAtMillis - Backlog.START_MILLIS) / MILLIS_PER_MINUTE);
    }

    /** A number for each report, not yet mixed. */
    long noise() {
        return 31L * minute() + ((long) place << 40) + ((long) sensor << 32);
    }
}
