package io.outpost.cli.simulate;

import io.outpost.cli.simulate.feed.Reporting;
import io.outpost.cli.simulate.world.World;
import java.time.Duration;
import java.time.Instant;

/**
 * A request with all that it left open decided.
 *
 * @param toMillis end of event time; Long.MAX_VALUE: none
 * @param speed seconds of event time per second; infinite: as fast as possible
 * @param highestPerSecond records per second; infinite: no bound
 */
record RunPlan(
        RunRequest request,
        World world,
        Reporting reporting,
        long fromMillis,
        long toMillis,
        double speed,
        double highestPerSecond) {
    private static final long JUMP_MILLIS = Duration.ofDays(31).toMillis();
    private static final long MILLIS_PER_SECOND = 1000;

    /** About 12 bytes each; see Delivered. */
    private static final long MOST_REMEMBERED = 8_000_000;

    /**
     * Decides.
     *
     * @param now the moment of the start; a run that resumes after a restart keeps its first
     */
    static RunPlan of(RunRequest request, Instant now) {
        request.check(now);
        long from = request.begin(now).toEpochMilli();
        long to = request.span() == null ? Long.MAX_VALUE : from + request.span().toMillis();
        World world = world(request, from);
        double speed = request.eventSecondsPerSecond();
        boolean past = to < now.toEpochMilli() - JUMP_MILLIS;
        return new RunPlan(
                request,
                world,
                new Reporting(request.seed, request.rates(), interval(request, world, speed), past),
                from,
                to,
                speed,
                Double.isInfinite(speed) && request.rate != null
                        ? request.rate
                        : Double.POSITIVE_INFINITY);
    }

    private static World world(RunRequest request, long fromMillis) {
        int count = request.placeCount();
        String prefix = request.placePrefix();
        return request.plot() == null
                ? new World(count, request.seed, prefix)
                : new World(request.plot(), fromMillis, count, request.seed, prefix);
    }

    /** True when it began with the present: it keeps up with it, and catches up after a pause. */
    boolean isLive() {
        return speed == 1 && request.isLive();
    }

    /** True when what must become of the records can be worked out in the memory that there is. */
    boolean canExpect() {
        if (toMillis == Long.MAX_VALUE) {
            return false;
        }
        long kept = Math.min(toMillis - fromMillis, Duration.ofDays(9).toMillis());
        return kept / reporting.intervalMillis() * world.sensors().size() <= MOST_REMEMBERED;
    }

    private static long interval(RunRequest request, World world, double speed) {
        if (request.interval != null) {
            return request.interval.toMillis();
        }
        if (request.rate != null && !Double.isInfinite(speed)) {
            double millis = world.sensors().size() * MILLIS_PER_SECOND * speed / request.rate;
            if (millis < MILLIS_PER_SECOND) {
                throw new IllegalArgumentException(
                        String.format(
                                "%d sensors that report at most once a second of event time give at most %.0f per second; ask for more places, a lower rate or a higher speed",
                                world.sensors().size(), world.sensors().size() * speed));
            }
            return (long) millis;
        }
        return speed == 1 ? Duration.ofMinutes(1).toMillis() : Duration.ofMinutes(10).toMillis();
    }
}
