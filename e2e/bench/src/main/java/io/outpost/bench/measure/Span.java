package io.outpost.bench.measure;

/**
 * What happened between two marks.
 *
 * @param events that were worked through meanwhile
 * @param seconds on the clock
 * @param ownSeconds processor time of the contender's process, s
 * @param brokerSeconds and of the broker's
 * @param postgresSeconds and of Postgres'; 0 where it has no part
 * @param compileSeconds that its JVM's compilers were at work, of its own processor time
 */
public record Span(
        long events,
        double seconds,
        double ownSeconds,
        double brokerSeconds,
        double postgresSeconds,
        double compileSeconds) {

    public double eventsPerSecond() {
        return events / seconds;
    }

    /** Processor time per million events, all processes, s. */
    public double processorSecondsPerMillion() {
        return perMillion(ownSeconds + brokerSeconds + postgresSeconds);
    }

    public double perMillion(double processorSeconds) {
        return processorSeconds / events * 1e6;
    }

    /** This span and the one that follows it. */
    Span plus(Span next) {
        return new Span(
                events + next.events,
                seconds + next.seconds,
                ownSeconds + next.ownSeconds,
                brokerSeconds + next.brokerSeconds,
                postgresSeconds + next.postgresSeconds,
                compileSeconds + next.compileSeconds);
    }
}
