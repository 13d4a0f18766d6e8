package io.outpost.cli.simulate.feed;

import io.outpost.cli.simulate.weather.Randomness;
import io.outpost.cli.simulate.world.SimulatedSensor;
import java.util.function.Consumer;

/**
 * One sensor with all that goes wrong with it. What a report becomes follows from seed, sensor and
 * time alone. Not thread-safe.
 */
public final class FaultySensor {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final Fault[] SINGLE = {
        Fault.DUPLICATES,
        Fault.CONFLICTS,
        Fault.REORDERING,
        Fault.DELAYS,
        Fault.LATE,
        Fault.SENTINELS,
        Fault.CLOCK_SKEW,
        Fault.FUTURE,
        Fault.JUMPS,
        Fault.POISON
    };

    /** Longest time from when a report is made to when it is sent. */
    public static final long LONGEST_DELAY_MILLIS = DAY;

    private final SimulatedSensor sensor;
    private final Reporting reporting;
    private final Reporter reporter;
    private final Spans spans;

    public FaultySensor(SimulatedSensor sensor, ObservationBytes bytes, Reporting reporting) {
        this.sensor = sensor;
        this.reporting = reporting;
        this.reporter = new Reporter(sensor, bytes, reporting);
        this.spans = new Spans(sensor.key(), reporting.rates());
    }

    /** Hands over all that the report due at this time becomes. */
    public void report(long at, Consumer<Outgoing> out) {
        Fault span = spans.at(at);
        if (span == Fault.GAPS) {
            out.accept(Outgoing.neverSent(sensor, at, Fault.GAPS));
        } else if (span == Fault.BACKFILL) {
            out.accept(reporter.report(at, at, spans.toMillis(), Fault.BACKFILL));
        } else if (span == Fault.STUCK) {
            out.accept(reporter.report(spans.fromMillis(), at, at, Fault.STUCK));
        } else {
            long hash = Randomness.mix(sensor.key(), at);
            single(choice(at, Randomness.unit(hash)), at, Randomness.mix(hash), out);
        }
    }

    private Fault choice(long at, double drawn) {
        double left = drawn;
        for (Fault fault : SINGLE) {
            left -= reporting.rates().of(fault);
            if (left < 0) {
                return fault == Fault.JUMPS && !mayJump(at) ? null : fault;
            }
        }
        return null;
    }

    /** Never twice in a row at a place: the second would confirm the first. */
    private boolean mayJump(long at) {
        return reporting.jumpsAllowed()
                && sensor == sensor.place().sensors().get(0)
                && Math.floorDiv(at, reporting.intervalMillis()) % 2 == 0;
    }

    private void single(Fault fault, long at, long hash, Consumer<Outgoing> out) {
        if (fault == null) {
            out.accept(reporter.report(at, at, at, null));
            return;
        }
        switch (fault) {
            case DUPLICATES -> {
                out.accept(reporter.report(at, at, at, null));
                out.accept(reporter.report(at, at, at + among(hash, SECOND, 30 * MINUTE), fault));
            }
            case CONFLICTS -> {
                out.accept(reporter.report(at, at, at, null));
                out.accept(reporter.conflicting(at, at + among(hash, SECOND, 30 * MINUTE)));
            }
            case REORDERING ->
                    out.accept(
                            reporter.report(at, at, at + among(hash, MINUTE, 110 * MINUTE), fault));
            case DELAYS ->
                    out.accept(reporter.report(at, at, at + among(hash, 130 * MINUTE, DAY), fault));
            case LATE -> {
                out.accept(reporter.report(at, at, at, null));
                out.accept(reporter.report(at - 8 * DAY, at - 8 * DAY, at, fault));
            }
            case SENTINELS -> out.accept(reporter.withSentinel(at, hash));
            case CLOCK_SKEW ->
                    out.accept(
                            reporter.report(
                                    at, at + among(hash, -4 * MINUTE, 4 * MINUTE), at, fault));
            case FUTURE -> out.accept(reporter.report(at, at + 7305 * DAY, at, fault));
            case JUMPS -> out.accept(reporter.report(at, at + 30 * DAY, at, fault));
            default -> {
                Outgoing good = reporter.report(at, at, at, null);
                out.accept(good);
                out.accept(Poison.of(good, hash));
            }
        }
    }

    private static long among(long hash, long lowest, long highest) {
        return Randomness.between(hash, lowest, highest);
    }
}
