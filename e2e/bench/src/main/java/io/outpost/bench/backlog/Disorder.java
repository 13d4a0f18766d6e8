package io.outpost.bench.backlog;

/**
 * Which records arrive late, and how late: a function of place, sensor, minute and seed.
 *
 * @param percent share of the records that are delayed, 0..100
 * @param upToSeconds longest delay, below the job's minute horizon of 2 h
 */
public record Disorder(int percent, int upToSeconds) {
    public static final Disorder NONE = new Disorder(0, 0);

    /** The delay of a record, ms; 0: it arrives in its order. */
    long delayMillis(long seed, SensorReport report) {
        if (percent == 0 || upToSeconds == 0) {
            return 0;
        }
        long hash = Weather.mix(seed ^ report.noise());
        boolean late = (hash >>> 40) % 100 < percent;
        return late ? 1000 * (1 + (hash & 0xFF_FFFF) % upToSeconds) : 0;
    }
}
