package io.outpost.bench.suite;

import io.outpost.bench.contender.WarmUp;
import io.outpost.bench.fixture.ThreadPart;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * One run of one contender.
 *
 * @param clock from the first mark to the last
 * @param spans between neighbouring marks
 * @param rows all result rows of the pass, also those outside the clock
 * @param checkpointBytes size of its largest checkpoint; 0: none
 */
public record Measurement(
        String contender,
        Span clock,
        List<Span> spans,
        long rows,
        long digest,
        long checkpointBytes) {

    public double eventsPerSecond() {
        return clock.events() / clock.seconds();
    }

    /** True for the same rows. */
    boolean agreesWith(Measurement other) {
        return rows == other.rows && digest == other.digest;
    }

    /** Ratios of runs to the runs beside them in the same round. */
    public static List<Double> ratios(
            List<Measurement> runs, List<Measurement> beside, ToDoubleFunction<Measurement> value) {
        return IntStream.range(0, Math.min(runs.size(), beside.size()))
                .mapToObj(
                        i -> value.applyAsDouble(runs.get(i)) / value.applyAsDouble(beside.get(i)))
                .toList();
    }

    /**
     * Between two marks; or the clocks at one.
     *
     * @param ownSeconds processor time of the contender's process, s; so for the broker and
     *     Postgres
     * @param partSeconds what threads of its JVM had of that, by what they work for
     */
    public record Span(
            long events,
            double seconds,
            double ownSeconds,
            double brokerSeconds,
            double postgresSeconds,
            Map<ThreadPart, Double> partSeconds) {

        static Span between(Span from, Span to) {
            return new Span(
                    to.events - from.events,
                    to.seconds - from.seconds,
                    to.ownSeconds - from.ownSeconds,
                    to.brokerSeconds - from.brokerSeconds,
                    to.postgresSeconds - from.postgresSeconds,
                    between(from.partSeconds, to.partSeconds));
        }

        private static Map<ThreadPart, Double> between(
                Map<ThreadPart, Double> from, Map<ThreadPart, Double> to) {
            Map<ThreadPart, Double> between = new EnumMap<>(ThreadPart.class);
            to.forEach((part, end) -> between.put(part, end - from.getOrDefault(part, 0.0)));
            return between;
        }

        static List<Span> between(List<Span> marks) {
            return IntStream.range(1, marks.size())
                    .mapToObj(i -> between(marks.get(i - 1), marks.get(i)))
                    .toList();
        }

        /** Processor time per million events, all processes, s. */
        public double processorSecondsPerMillion() {
            return perMillion(ownSeconds + brokerSeconds + postgresSeconds);
        }

        /** What the threads of a part had, s. */
        public double seconds(ThreadPart part) {
            return partSeconds.getOrDefault(part, 0.0);
        }

        /** What is in no part, s. */
        public double restSeconds() {
            return ownSeconds
                    - partSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
        }

        /** True when the compilers still took so much that it was not warm. */
        public boolean isWarmingUp() {
            return seconds(ThreadPart.COMPILERS) > WarmUp.IDLE_SHARE * seconds;
        }

        /** Of the contender's process, less what its compilers had, s. */
        public double workSeconds() {
            return ownSeconds - seconds(ThreadPart.COMPILERS);
        }

        public double perMillion(double processorSeconds) {
            return processorSeconds / events * 1e6;
        }
    }
}
