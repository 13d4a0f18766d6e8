package io.outpost.cli.simulate.feed;

import io.outpost.cli.simulate.weather.Randomness;
import io.outpost.cli.simulate.world.Field;
import io.outpost.cli.simulate.world.SimulatedSensor;
import java.util.Arrays;

/** Makes the reports of one sensor, good and faulty ones. Not thread-safe. */
final class Reporter {
    private static final int CONFLICT = 1;
    private static final int SENTINEL = 2;
    private static final double[] SENTINELS = {-9999, -999.9, Double.NaN};

    private final SimulatedSensor sensor;
    private final ObservationBytes bytes;
    private final byte[] head;
    private final Reporting reporting;
    private final CounterResets resets;
    private final double[] values = new double[Field.COUNT];

    Reporter(SimulatedSensor sensor, ObservationBytes bytes, Reporting reporting) {
        this.sensor = sensor;
        this.bytes = bytes;
        this.head = bytes.head(sensor.place().key(), sensor.id());
        this.reporting = reporting;
        this.resets = new CounterResets(sensor, reporting.rates().of(Fault.COUNTER_RESETS));
    }

    /** What the sensor measures at a time, as it reports it. */
    Outgoing report(long measuredAt, long observedAt, long arrival, Fault fault) {
        boolean reset = measure(measuredAt);
        return outgoing(
                observedAt, arrival, reset && fault == null ? Fault.COUNTER_RESETS : fault, null);
    }

    /** The same report with another temperature (or, without one, another value). */
    Outgoing conflicting(long at, long arrival) {
        measure(at);
        int field = fieldFrom(0);
        values[field] += CONFLICT;
        return outgoing(at, arrival, Fault.CONFLICTS, null);
    }

    /** One value is impossible. */
    Outgoing withSentinel(long at, long hash) {
        measure(at);
        int field = fieldFrom((int) Randomness.between(hash, 0, Field.COUNT - 1));
        double sentinel = SENTINELS[(int) Randomness.between(Randomness.mix(hash, SENTINEL), 0, 2)];
        values[field] = sentinel;
        String flag = Double.isNaN(sentinel) ? "NOT_A_NUMBER" : "SENTINEL";
        return outgoing(at, at, Fault.SENTINELS, new Outgoing.Bad(Field.values()[field], flag));
    }

    private boolean measure(long at) {
        Arrays.fill(values, Field.ABSENT);
        sensor.instrument().measure(at, reporting.intervalMillis(), values);
        return resets.apply(at, reporting.intervalMillis(), values);
    }

    private int fieldFrom(int first) {
        int field = first;
        while (values[field] == Field.ABSENT) {
            field = (field + 1) % Field.COUNT;
        }
        return field;
    }

    private Outgoing outgoing(long observedAt, long arrival, Fault fault, Outgoing.Bad bad) {
        byte[] value = bytes.encode(head, observedAt, reporting.declaredSeconds(), values);
        boolean nothingElse =
                bad != null && Arrays.stream(values).filter(v -> v != Field.ABSENT).count() == 1;
        return new Outgoing(
                sensor,
                sensor.place().key(),
                value,
                observedAt,
                arrival,
                bytes.payloadHash(),
                fault,
                nothingElse ? "NO_QUANTITY" : null,
                bad);
    }
}
