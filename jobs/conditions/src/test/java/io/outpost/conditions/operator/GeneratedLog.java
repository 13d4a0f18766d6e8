package io.outpost.conditions.operator;

import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceVersion;
import io.outpost.core.place.Reading;
import io.outpost.core.place.RejectionReason;
import io.outpost.core.weather.Quantity;
import io.outpost.decode.IdHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A log of several places with two sensors each, in the order in which it was received: hot and
 * cool hours, gaps and silences, delays of up to half an hour, a rain counter with resets,
 * duplicates, rejected records, and new parameters now and then. The first of every three places
 * reports live, the others are replayed.
 */
public final class GeneratedLog {
    private static final Instant START = Instant.parse("2024-07-01T06:00:00Z");
    private static final long ARCHIVED_MILLIS = Duration.ofDays(100).toMillis();

    private final Random random;
    private final List<PlaceInput> records = new ArrayList<>();

    private GeneratedLog(long seed) {
        this.random = new Random(seed);
    }

    /** The log of so many places, by the time received. */
    public static List<PlaceInput> of(int places, int readingsOfEach, long seed) {
        GeneratedLog log = new GeneratedLog(seed);
        for (int place = 0; place < places; place++) {
            log.add("place " + place, place % 3 == 0, readingsOfEach);
        }
        log.records.sort(Comparator.comparingLong(PlaceInput::receivedAtMillis));
        return log.records;
    }

    private void add(String placeId, boolean live, int readings) {
        int second = 0;
        double counter = 10;
        double phase = random.nextInt(6);
        for (int i = 0; i < readings; i++) {
            second += random.nextInt(40) == 0 ? random.nextInt(15_000) : 30 + random.nextInt(600);
            double[] values = new double[Quantity.COUNT];
            Arrays.fill(values, Double.NaN);
            double warmth = 20 + 18 * Math.sin(second / 6000.0 + phase);
            set(values, Quantity.AIR_TEMPERATURE_CELSIUS, warmth + random.nextInt(20) / 10.0);
            if (random.nextInt(8) > 0) {
                set(values, Quantity.RELATIVE_HUMIDITY_PERCENT, 40 + random.nextInt(40));
            }
            boolean hasCounter = random.nextInt(3) > 0;
            if (hasCounter) {
                counter = random.nextInt(40) == 0 ? 0 : counter + random.nextInt(3) * 0.2;
                set(values, Quantity.PRECIPITATION_COUNTER_MILLIMETRES, counter);
            }
            String sensor = hasCounter || random.nextBoolean() ? "a" : "b";
            add(placeId, reading(live, sensor, second, values));
        }
    }

    private void add(String placeId, Reading reading) {
        records.add(PlaceInput.of(placeId, reading));
        if (random.nextInt(10) == 0) {
            records.add(PlaceInput.of(placeId, reading));
        }
        if (random.nextInt(30) == 0) {
            PlaceVersion version =
                    new PlaceVersion("Place", 1, 2, 3, "UTC", 600 + random.nextInt(9000), false);
            records.add(PlaceInput.of(placeId, version, reading.receivedAtMillis()));
        }
        if (random.nextInt(30) == 0) {
            records.add(
                    PlaceInput.of(
                            DeadLetter.of(
                                    RejectionReason.NO_QUANTITY,
                                    "",
                                    Origin.of(0, records.size()),
                                    placeId,
                                    reading.receivedAtMillis())));
        }
    }

    /** Most are received within a minute, some up to half an hour later. */
    private Reading reading(boolean live, String sensor, int second, double[] values) {
        int delaySeconds = random.nextInt(5) == 0 ? random.nextInt(1800) : random.nextInt(60);
        long received = START.plusSeconds(second + delaySeconds).toEpochMilli();
        long observed = START.plusSeconds(second).toEpochMilli();
        return new Reading(
                IdHash.of(sensor),
                sensor,
                live ? observed : observed - ARCHIVED_MILLIS,
                received,
                sensor.equals("a") ? 600 : 0,
                values,
                0,
                Arrays.hashCode(values),
                Origin.of(0, records.size()));
    }

    private static void set(double[] values, Quantity quantity, double value) {
        values[quantity.code()] = value;
    }
}
