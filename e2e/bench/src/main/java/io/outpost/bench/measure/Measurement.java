package io.outpost.bench.measure;

/**
 * One run of one contender.
 *
 * @param events that were worked through while the clock ran
 * @param seconds on the clock
 * @param ownSeconds processor time of the contender's process meanwhile, s
 * @param brokerSeconds and of the broker's
 * @param postgresSeconds and of Postgres'; 0 where it has no part
 * @param rows all result rows, also those of the warm-up
 * @param peakBytes greatest resident size of the contender's process
 * @param checkpointBytes size of its newest checkpoint; 0: none
 */
public record Measurement(
        String contender,
        long events,
        double seconds,
        double ownSeconds,
        double brokerSeconds,
        double postgresSeconds,
        long rows,
        long digest,
        long peakBytes,
        long checkpointBytes) {

    public double eventsPerSecond() {
        return events / seconds;
    }

    /** Processor time per million events, all processes, s. */
    public double processorSecondsPerMillion() {
        return perMillion(ownSeconds + brokerSeconds + postgresSeconds);
    }

    public double ownPerMillion() {
        return perMillion(ownSeconds);
    }

    public double brokerPerMillion() {
        return perMillion(brokerSeconds);
    }

    public double postgresPerMillion() {
        return perMillion(postgresSeconds);
    }

    private double perMillion(double processorSeconds) {
        return processorSeconds / events * 1e6;
    }
}
