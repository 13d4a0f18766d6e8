package io.outpost.bench.measure;

import java.util.List;

/**
 * One run of one contender.
 *
 * @param clock from the first mark to the last
 * @param spans between neighbouring marks
 * @param rows all result rows of the pass, also those outside the clock
 * @param peakBytes greatest resident size of the contender's process
 * @param checkpointBytes size of its largest checkpoint; 0: none
 * @param heapBytes that the pass holds when it is done, after a collection
 */
public record Measurement(
        String contender,
        Span clock,
        List<Span> spans,
        long rows,
        long digest,
        long peakBytes,
        long checkpointBytes,
        long heapBytes) {

    static Span sum(List<Span> spans) {
        return spans.stream().reduce(Span::plus).orElseThrow();
    }

    public double eventsPerSecond() {
        return clock.eventsPerSecond();
    }

    /** Processor time per million events, all processes, s. */
    public double processorSecondsPerMillion() {
        return clock.processorSecondsPerMillion();
    }

    public double ownPerMillion() {
        return clock.perMillion(clock.ownSeconds());
    }

    public double brokerPerMillion() {
        return clock.perMillion(clock.brokerSeconds());
    }

    public double postgresPerMillion() {
        return clock.perMillion(clock.postgresSeconds());
    }

    public double compilePerMillion() {
        return clock.perMillion(clock.compileSeconds());
    }
}
