package io.outpost.cli.simulate.feed;

import io.outpost.cli.simulate.weather.Randomness;
import io.outpost.cli.simulate.world.Field;
import io.outpost.cli.simulate.world.SimulatedSensor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * When the rain counter of one sensor begins anew: at most once a month, decided from its key
 * alone. At the turn of the month every counter does.
 */
final class CounterResets {
    private final SimulatedSensor sensor;
    private final double rate;
    private final double[] then = new double[Field.COUNT];
    private long monthMillis = Long.MAX_VALUE;
    private long nextMonthMillis = Long.MIN_VALUE;
    private long resetMillis;
    private double counterThen;

    CounterResets(SimulatedSensor sensor, double rate) {
        this.sensor = sensor;
        this.rate = rate;
    }

    /** Takes off what the counter showed at its reset; true for the first report after it. */
    boolean apply(long atMillis, long intervalMillis, double[] values) {
        int counter = Field.PRECIPITATION_COUNTER.ordinal();
        if (rate == 0 || values[counter] == Field.ABSENT) {
            return false;
        }
        if (atMillis < monthMillis || atMillis >= nextMonthMillis) {
            decide(atMillis);
        }
        if (atMillis < resetMillis) {
            return false;
        }
        Field.PRECIPITATION_COUNTER.set(values, Math.max(0, values[counter] - counterThen()));
        return atMillis - intervalMillis < resetMillis;
    }

    private void decide(long atMillis) {
        var month =
                Instant.ofEpochMilli(atMillis)
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .withDayOfMonth(1)
                        .atStartOfDay(ZoneOffset.UTC);
        monthMillis = month.toInstant().toEpochMilli();
        nextMonthMillis = month.plusMonths(1).toInstant().toEpochMilli();
        long hash = Randomness.mix(sensor.key(), monthMillis, Fault.COUNTER_RESETS.ordinal());
        resetMillis =
                Randomness.unit(hash) < rate
                        ? Randomness.between(Randomness.mix(hash, 1), monthMillis, nextMonthMillis)
                        : Long.MAX_VALUE;
        counterThen = Double.NaN;
    }

    /**
     * Asked for only when the reset is past: instruments are quick only as long as time advances.
     */
    private double counterThen() {
        if (Double.isNaN(counterThen)) {
            Arrays.fill(then, Field.ABSENT);
            sensor.instrument().measure(resetMillis, 0, then);
            counterThen = then[Field.PRECIPITATION_COUNTER.ordinal()];
        }
        return counterThen;
    }
}
