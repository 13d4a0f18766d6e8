package io.outpost.conditions.operator;

import io.outpost.core.model.StreamSize;
import io.outpost.core.model.Surface;
import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceVersion;
import io.outpost.core.place.Reading;
import io.outpost.core.place.RejectionReason;
import io.outpost.core.preference.PreferenceVersion;
import io.outpost.core.weather.Quantity;
import io.outpost.decode.IdHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * A log of several places with two sensors each, in the order in which it was received: hot and
 * cool hours, gaps and silences, delays of up to half an hour, a rain counter with resets,
 * duplicates, rejected records, and new parameters and preferences now and then. The first of every
 * three places reports live, the others are replayed.
 */
public final class GeneratedLog {
    private static final Instant START = Instant.parse("2024-07-01T06:00:00Z");
    private static final long ARCHIVED_MILLIS = Duration.ofDays(100).toMillis();

    private static final int STRANGERS = 60;
    private static final int MANY_SENSORS = 12;
    private static final int SILENCE_SECONDS = 21 * 86_400;

    private final Random random;

    /** Apart, so that all else is the same with preferences and without. */
    private final Random wishes;

    private final List<PlaceInput> records = new ArrayList<>();

    private GeneratedLog(long seed) {
        this.random = new Random(seed);
        this.wishes = new Random(seed);
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

    /**
     * The same with strangers: some sixty places of two key groups, by observations and by
     * parameters, and at the first place many sensors; then three weeks of silence, and all once
     * more, with what is older than the silence.
     */
    public static List<PlaceInput> withStrangers(int places, int readingsOfEach, long seed) {
        GeneratedLog log = new GeneratedLog(seed);
        log.records.addAll(of(places, readingsOfEach, seed));
        for (String stranger : strangers()) {
            log.addStranger(stranger);
        }
        for (int i = 0; i < MANY_SENSORS; i++) {
            log.addSmall("place 0", "sensor " + log.random.nextInt(MANY_SENSORS), 0);
        }
        for (int i = 0; i < places * MANY_SENSORS; i++) {
            String sensor = i % 3 == 0 ? "late comer " + log.random.nextInt(9) : "a";
            log.addSmall("place " + i % places, sensor, SILENCE_SECONDS);
        }
        log.records.sort(Comparator.comparingLong(PlaceInput::receivedAtMillis));
        return log.records;
    }

    /** Of two key groups, so that they fill two shares. */
    private static List<String> strangers() {
        List<String> found = new ArrayList<>();
        for (int i = 0; found.size() < STRANGERS; i++) {
            int keyGroup =
                    KeyGroupRangeAssignment.assignToKeyGroup(
                            "stranger " + i, OperatorHarness.MAX_PARALLELISM);
            if (keyGroup == 3 || keyGroup == 77) {
                found.add("stranger " + i);
            }
        }
        return found;
    }

    /** Observations, parameters, or both in any order, within four hours. */
    private void addStranger(String placeId) {
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            if (random.nextBoolean()) {
                addSmall(placeId, "a", 0);
            } else {
                long received = START.plusSeconds(random.nextInt(4 * 3600)).toEpochMilli();
                PlaceVersion version = PlaceVersion.at("S", 1, 2, 3, "UTC", 600);
                records.add(
                        wishes.nextInt(3) == 0
                                ? wish(placeId, received)
                                : PlaceInput.of(
                                        placeId, version, received, Origin.of(0, records.size())));
            }
        }
    }

    /** One value, observed up to an hour before it is received, or, of those later, 25 days. */
    private void addSmall(String placeId, String sensor, int afterSeconds) {
        int second = afterSeconds + random.nextInt(4 * 3600);
        int delay = random.nextInt(afterSeconds > 0 && random.nextInt(4) == 0 ? 25 * 86_400 : 3600);
        double[] values = new double[Quantity.COUNT];
        Arrays.fill(values, Double.NaN);
        set(values, Quantity.AIR_TEMPERATURE_CELSIUS, random.nextInt(400) / 10.0);
        Reading reading =
                new Reading(
                        IdHash.of(sensor),
                        sensor,
                        START.plusSeconds(second - delay).toEpochMilli(),
                        START.plusSeconds(second).toEpochMilli(),
                        0,
                        values,
                        0,
                        Arrays.hashCode(values),
                        Origin.of(0, records.size()));
        records.add(PlaceInput.of(placeId, reading));
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

    /** Some with all that there is, the others with what they must have. */
    private static PlaceVersion version(int staleAfterSeconds) {
        boolean full = staleAfterSeconds % 2 == 0;
        return new PlaceVersion(
                "Place",
                1,
                2,
                3,
                "UTC",
                staleAfterSeconds,
                full ? Surface.CLAY : null,
                full ? StreamSize.LARGE : null,
                full ? 180 : Double.NaN,
                full ? 0.5 + staleAfterSeconds % 90 : Double.NaN,
                false);
    }

    private void add(String placeId, Reading reading) {
        records.add(PlaceInput.of(placeId, reading));
        if (random.nextInt(10) == 0) {
            records.add(PlaceInput.of(placeId, reading));
        }
        if (random.nextInt(30) == 0) {
            records.add(
                    PlaceInput.of(
                            placeId,
                            version(600 + random.nextInt(9000)),
                            reading.receivedAtMillis(),
                            Origin.of(0, records.size())));
        }
        if (wishes.nextInt(4) == 0) {
            records.add(wish(placeId, reading.receivedAtMillis()));
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

    /** One of a few preferences, changed or taken back. */
    private PlaceInput wish(String placeId, long receivedAtMillis) {
        String document =
                "{\"name\":\"Warm\",\"when\":{\"measure\":\"air_temperature_celsius\",\"at_least\":%d}}"
                        .formatted(wishes.nextInt(40));
        PreferenceVersion version =
                new PreferenceVersion(
                        "preference " + wishes.nextInt(4),
                        "owner",
                        records.size() + 1,
                        wishes.nextInt(4) == 0 ? null : document);
        return PlaceInput.of(placeId, version, receivedAtMillis, Origin.of(0, records.size()));
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
