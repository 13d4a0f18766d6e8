package io.outpost.cli.verify;

import io.outpost.cli.verify.log.LogRecord;
import io.outpost.cli.verify.log.LoggedObservation;
import io.outpost.cli.verify.log.Measure;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceVersion;
import io.outpost.core.place.Reading;
import io.outpost.core.preference.PreferenceVersion;
import io.outpost.core.weather.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A random log of a place, as the job and as the oracle read it: values of minutes in whole steps,
 * some of them missing for hours, that come in order, late or after a silence, and preferences that
 * change between them.
 */
final class MinuteLog {
    private static final int MINUTE = 60_000;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    /** So that no humidity means a dew point that is not possible. */
    private static final double MOST_CELSIUS = 34;

    private final Random random;
    private final List<LogRecord> records = new ArrayList<>();
    private final List<PlaceInput> inputs = new ArrayList<>();
    private final Map<Measure, Double> weather = new EnumMap<>(Measure.class);
    private final Map<Measure, Long> missingUntil = new EnumMap<>(Measure.class);
    private final int most;
    private long nowMillis = HandMadeLog.NOON.toEpochMilli();

    /**
     * @param records how many
     * @param most how many preferences people have
     */
    MinuteLog(long seed, int records, int most) {
        random = new Random(seed);
        this.most = most;
        weather.put(Measure.AIR_TEMPERATURE_CELSIUS, 15.0);
        weather.put(Measure.RELATIVE_HUMIDITY_PERCENT, 70.0);
        weather.put(Measure.WIND_SPEED_METRES_PER_SECOND, 6.0);
        weather.put(Measure.WATER_LEVEL_METRES, 1.0);
        addPreference();
        for (int i = 0; i < records; i++) {
            nowMillis += 1 + random.nextInt(gapMillis());
            switch (random.nextInt(40)) {
                case 0, 1 -> addPreference();
                case 2 -> addParameters();
                default -> addObservation();
            }
        }
    }

    List<LogRecord> records() {
        return records;
    }

    List<PlaceInput> inputs() {
        return inputs;
    }

    /** Nothing is due any more. */
    long untilMillis() {
        return nowMillis + 10L * DAY;
    }

    private int gapMillis() {
        return switch (random.nextInt(120)) {
            case 0 -> DAY;
            case 1, 2, 3 -> 5 * HOUR;
            case 4, 5, 6, 7, 8 -> 40 * MINUTE;
            default -> 2 * MINUTE;
        };
    }

    private long lateMillis() {
        return switch (random.nextInt(40)) {
            case 0 -> random.nextInt(5 * DAY);
            case 1, 2, 3, 4 -> random.nextInt(2 * HOUR);
            case 5, 6, 7 -> random.nextInt(10 * MINUTE);
            default -> random.nextInt(10_000);
        };
    }

    private void addPreference() {
        PreferenceVersion version = WeatherLog.anyPreference(random, most, random.nextInt(4) == 0);
        inputs.add(
                PlaceInput.of(HandMadeLog.PLACE, version, nowMillis, Origin.of(0, records.size())));
        records.add(WeatherLog.logged(version, records.size(), nowMillis));
    }

    private void addParameters() {
        int stale = random.nextBoolean() ? 0 : 120 + random.nextInt(7200);
        PlaceVersion version = PlaceVersion.at(HandMadeLog.PLACE, 46.5, 7.9, 2000, "UTC", stale);
        inputs.add(
                PlaceInput.of(HandMadeLog.PLACE, version, nowMillis, Origin.of(0, records.size())));
        records.add(WeatherLog.logged(version, records.size(), nowMillis));
    }

    private void addObservation() {
        long at = nowMillis - lateMillis();
        at -= random.nextInt(4) == 0 ? at % MINUTE : 0;
        double[] ofJob = new double[Quantity.COUNT];
        double[] ofOracle = new double[Measure.COUNT];
        Arrays.fill(ofJob, Double.NaN);
        Arrays.fill(ofOracle, Double.NaN);
        int present = 0;
        for (Measure measure : weather.keySet()) {
            double value = next(measure);
            if (!Double.isNaN(value)) {
                ofJob[Quantity.valueOf(measure.name()).code()] = value;
                ofOracle[measure.ordinal()] = value;
                present |= 1 << measure.ordinal();
            }
        }
        if (present == 0) {
            return;
        }
        int number = records.size();
        String sensor = random.nextInt(8) == 0 ? "b" : "a";
        inputs.add(
                PlaceInput.of(
                        HandMadeLog.PLACE,
                        new Reading(
                                1 + sensor.charAt(0),
                                sensor,
                                at,
                                nowMillis,
                                60,
                                ofJob,
                                0,
                                number,
                                Origin.of(0, number))));
        records.add(
                new LoggedObservation(
                        HandMadeLog.PLACE,
                        sensor,
                        0,
                        number,
                        at,
                        nowMillis,
                        60,
                        present,
                        ofOracle,
                        0,
                        number,
                        100));
    }

    /** NaN while an instrument says nothing. */
    private double next(Measure measure) {
        if (random.nextInt(60) == 0) {
            missingUntil.put(measure, nowMillis + random.nextInt(8 * HOUR));
        }
        boolean isLevel = measure == Measure.WATER_LEVEL_METRES;
        double step = (random.nextInt(3) - 1) * (isLevel ? 0.1 : 2);
        double next = Math.max(0, Math.min(isLevel ? 4 : 99, weather.get(measure) + step));
        next = measure == Measure.AIR_TEMPERATURE_CELSIUS ? Math.min(MOST_CELSIUS, next) : next;
        weather.put(measure, next);
        return missingUntil.getOrDefault(measure, 0L) > nowMillis ? Double.NaN : next;
    }
}
