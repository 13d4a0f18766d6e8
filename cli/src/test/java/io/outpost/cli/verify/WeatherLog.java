package io.outpost.cli.verify;

import io.outpost.cli.verify.log.LogRecord;
import io.outpost.cli.verify.log.LoggedObservation;
import io.outpost.cli.verify.log.LoggedParameters;
import io.outpost.cli.verify.log.LoggedPreference;
import io.outpost.cli.verify.log.Measure;
import io.outpost.core.model.StreamSize;
import io.outpost.core.model.Surface;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceVersion;
import io.outpost.core.place.Reading;
import io.outpost.core.preference.PreferenceVersion;
import io.outpost.core.weather.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A random log of a place, as the job and as the oracle read it: hourly weather of some months in
 * spells and the water level of a gauge, sent in order or late, live or replayed.
 */
final class WeatherLog {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final Instant BEGIN = Instant.parse("2025-11-03T00:00:00Z");
    private static final Instant REPLAY = Instant.parse("2027-01-01T00:00:00Z");

    /** What a place has. */
    private enum Instruments {
        STATION,
        STATION_AND_GAUGE,
        GAUGE
    }

    /**
     * 90 days of hours and 9 more, with the gaps: then all months are learned, and some by name.
     */
    private static final int LEARNED_DAYS = 120;

    private final Random random;

    /** Of its own, so that the weather is the same without. */
    private final Random wanting;

    private final Instruments instruments;
    private final RandomGauge gauge;
    private final List<Sent> sent = new ArrayList<>();
    private final List<LogRecord> records = new ArrayList<>();
    private final List<PlaceInput> inputs = new ArrayList<>();
    private long untilMillis;

    /** Values of an observation, or a version of the parameters. */
    private record Sent(
            String sensor,
            long atMillis,
            long sentMillis,
            Map<Measure, Double> values,
            PlaceVersion version,
            PreferenceVersion preference) {}

    WeatherLog(long seed) {
        this(seed, false);
    }

    /**
     * @param isWanted true: people have preferences of it, which change
     */
    WeatherLog(long seed, boolean isWanted) {
        wanting = new Random(seed);
        random = new Random(seed);
        instruments = instruments(seed);
        gauge = new RandomGauge(random);
        boolean isLive = seed % 2 == 0;
        long at = BEGIN.toEpochMilli() + random.nextInt(200) * DAY;
        addVersion(at - (seed % 3 == 0 ? -3 * DAY : 1000));
        int days = days();
        Spell spell = new Spell();
        for (int hour = 0; hour < 24 * days; hour++, at += HOUR) {
            spell = random.nextInt(30) == 0 ? new Spell() : spell;
            if (random.nextInt(400) == 0) {
                at += DAY * (random.nextInt(5) == 0 ? 33 : random.nextInt(12));
            }
            if (instruments != Instruments.GAUGE) {
                addHour(at, spell);
            }
            if (instruments != Instruments.STATION) {
                addLevel(at);
            }
            if (random.nextInt(600) == 0) {
                addVersion(at);
            }
            if (isWanted && wanting.nextInt(hour < 48 ? 10 : 60) == 0) {
                addPreference(at);
            }
        }
        sent.sort(Comparator.comparingLong(Sent::sentMillis));
        long replayed = REPLAY.toEpochMilli();
        for (Sent one : sent) {
            add(one, isLive ? one.sentMillis() : replayed++);
        }
        untilMillis += 10 * DAY;
    }

    List<LogRecord> records() {
        return records;
    }

    List<PlaceInput> inputs() {
        return inputs;
    }

    /** Nothing is due any more. */
    long untilMillis() {
        return untilMillis;
    }

    private static Instruments instruments(long seed) {
        return seed % 5 == 3
                ? Instruments.GAUGE
                : seed % 5 == 4 ? Instruments.STATION_AND_GAUGE : Instruments.STATION;
    }

    /** Those with a gauge are the longer ones, so that there is something to judge it by. */
    private int days() {
        return instruments == Instruments.STATION
                ? 40 + random.nextInt(40)
                : LEARNED_DAYS + random.nextInt(25);
    }

    /** Some hours to days of one kind of weather. */
    private final class Spell {
        private final double celsius = -12 + random.nextInt(35);
        private final double millimetres = random.nextInt(3) == 0 ? random.nextInt(60) / 10.0 : 0;
        private final double wind = random.nextInt(18);
        private final boolean hasTemperature = random.nextInt(9) > 0;
        private final boolean hasRain = random.nextInt(9) > 0;
        private final boolean hasReports = random.nextInt(15) > 0;
        private final boolean hasMore = random.nextInt(3) > 0;
        private final boolean isLate = random.nextInt(15) == 0;
    }

    private void addHour(long hour, Spell spell) {
        if (!spell.hasReports) {
            return;
        }
        for (String sensor : random.nextInt(5) == 0 ? List.of("a", "b") : List.of("a")) {
            long at = hour + random.nextInt(60) * MINUTE + random.nextInt(60_000);
            long late = 1L + random.nextInt(20_000);
            if (random.nextInt(25) == 0) {
                late = random.nextInt(8 * 24 * 60) * MINUTE;
            } else if (spell.isLate) {
                late = DAY;
            }
            sent.add(new Sent(sensor, at, at + late, values(spell, hour), null, null));
        }
    }

    private void addLevel(long hour) {
        double metres = gauge.next();
        if (!Double.isNaN(metres)) {
            long at = hour + random.nextInt(60) * MINUTE;
            boolean isLate = random.nextInt(50) == 0;
            long late = isLate ? random.nextInt(8 * 24 * 60) * MINUTE : random.nextInt(20_000);
            sent.add(
                    new Sent(
                            "gauge",
                            at,
                            at + late,
                            Map.of(Measure.WATER_LEVEL_METRES, metres),
                            null,
                            null));
        }
    }

    private Map<Measure, Double> values(Spell spell, long hour) {
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        double course = Math.cos(2 * Math.PI * (hour % DAY / (double) DAY - 0.6));
        if (spell.hasTemperature) {
            values.put(
                    Measure.AIR_TEMPERATURE_CELSIUS,
                    spell.celsius + 5 * course + random.nextInt(20) / 10.0);
        }
        if (spell.hasRain) {
            values.put(Measure.PRECIPITATION_MILLIMETRES, spell.millimetres);
        }
        if (spell.hasMore) {
            values.put(Measure.RELATIVE_HUMIDITY_PERCENT, 40.0 + random.nextInt(60));
            values.put(Measure.WIND_SPEED_METRES_PER_SECOND, spell.wind);
            values.put(Measure.PRESSURE_HECTOPASCALS, 850.0 + random.nextInt(150));
        }
        if (values.isEmpty()) {
            values.put(Measure.WATER_LEVEL_METRES, 1.0);
        }
        return values;
    }

    private void addVersion(long at) {
        boolean isRemoved = !sent.isEmpty() && random.nextInt(6) == 0;
        boolean hasPosition = hasPosition();
        PlaceVersion version =
                isRemoved
                        ? PlaceVersion.removal(HandMadeLog.PLACE)
                        : new PlaceVersion(
                                "Hut",
                                hasPosition ? random.nextInt(180) - 90 : Double.NaN,
                                hasPosition ? random.nextInt(360) - 180 : Double.NaN,
                                random.nextBoolean() ? Double.NaN : random.nextInt(3000),
                                "UTC",
                                0,
                                random.nextBoolean() ? null : Surface.values()[random.nextInt(4)],
                                random.nextBoolean()
                                        ? null
                                        : StreamSize.values()[random.nextInt(3)],
                                Double.NaN,
                                Double.NaN,
                                false);
        sent.add(new Sent("", at, at, Map.of(), version, null));
    }

    private void addPreference(long at) {
        PreferenceVersion preference = anyPreference(wanting, 4, wanting.nextInt(5) > 0);
        long sentMillis = at + wanting.nextInt((int) HOUR);
        sent.add(new Sent("", at, sentMillis, Map.of(), null, preference));
    }

    /**
     * A version of one of some preferences, or its end.
     *
     * @param isOfHours what hours know, else what minutes do
     */
    static PreferenceVersion anyPreference(Random random, int count, boolean isOfHours) {
        String document = RandomPreference.any(random, isOfHours).toString();
        return new PreferenceVersion(
                "p" + random.nextInt(count),
                "ann",
                1 + random.nextInt(9),
                random.nextInt(5) == 0 ? null : document);
    }

    /** Beside a gauge some come later, and some are lost. */
    private boolean hasPosition() {
        return switch (instruments) {
            case STATION -> true;
            case STATION_AND_GAUGE -> random.nextInt(5) > 0;
            case GAUGE -> false;
        };
    }

    private void add(Sent one, long received) {
        untilMillis = received;
        Origin origin = Origin.of(0, records.size());
        if (one.preference() != null) {
            inputs.add(PlaceInput.of(HandMadeLog.PLACE, one.preference(), received, origin));
            records.add(logged(one.preference(), records.size(), received));
        } else if (one.version() == null) {
            addObservation(one, received, origin);
        } else {
            inputs.add(PlaceInput.of(HandMadeLog.PLACE, one.version(), received, origin));
            records.add(logged(one.version(), records.size(), received));
        }
    }

    private void addObservation(Sent one, long received, Origin origin) {
        double[] ofJob = new double[Quantity.COUNT];
        double[] ofOracle = new double[Measure.COUNT];
        Arrays.fill(ofJob, Double.NaN);
        Arrays.fill(ofOracle, Double.NaN);
        int present = 0;
        for (Map.Entry<Measure, Double> value : one.values().entrySet()) {
            ofJob[Quantity.valueOf(value.getKey().name()).code()] = value.getValue();
            ofOracle[value.getKey().ordinal()] = value.getValue();
            present |= 1 << value.getKey().ordinal();
        }
        int number = records.size();
        int sensor = 1 + List.of("a", "b", "gauge").indexOf(one.sensor());
        inputs.add(
                PlaceInput.of(
                        HandMadeLog.PLACE,
                        new Reading(
                                sensor,
                                one.sensor(),
                                one.atMillis(),
                                received,
                                3600,
                                ofJob,
                                0,
                                number,
                                origin)));
        records.add(
                new LoggedObservation(
                        HandMadeLog.PLACE,
                        one.sensor(),
                        0,
                        number,
                        one.atMillis(),
                        received,
                        3600,
                        present,
                        ofOracle,
                        0,
                        number,
                        100));
    }

    /** A version of a preference as the log has it. */
    static LoggedPreference logged(PreferenceVersion version, long offset, long received) {
        return new LoggedPreference(
                HandMadeLog.PLACE,
                0,
                offset,
                received,
                version.preferenceId(),
                version.ownerId(),
                version.number(),
                version.document(),
                0);
    }

    /** A version of parameters as the log has it. */
    static LoggedParameters logged(PlaceVersion version, long offset, long received) {
        return new LoggedParameters(
                HandMadeLog.PLACE,
                0,
                offset,
                received,
                version.name(),
                version.latitudeDegrees(),
                version.longitudeDegrees(),
                version.elevationMetres(),
                version.timeZone(),
                version.staleAfterSeconds(),
                version.surface() == null ? null : version.surface().name(),
                version.streamSize() == null ? null : version.streamSize().name(),
                version.aspectDegrees(),
                version.windHeightMetres(),
                version.attribution(),
                version.removed());
    }
}
