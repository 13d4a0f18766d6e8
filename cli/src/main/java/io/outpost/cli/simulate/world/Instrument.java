package io.outpost.cli.simulate.world;

/** Measures the weather of its place. */
public interface Instrument {
    /**
     * Fills in what it measures, and leaves the other values as they are.
     *
     * @param atMillis ms since the epoch
     * @param intervalMillis time since its previous report
     * @param values one per {@link Field}
     */
    void measure(long atMillis, long intervalMillis, double[] values);
}
