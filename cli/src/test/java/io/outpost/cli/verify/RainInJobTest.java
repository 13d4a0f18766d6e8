package io.outpost.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.replay.core.JobInProcess;
import io.outpost.cli.verify.emission.CountersContent;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.PaneContent;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.fold.PlaceFold;
import io.outpost.cli.verify.fold.Rules;
import io.outpost.cli.verify.log.LogRecord;
import io.outpost.cli.verify.log.LoggedObservation;
import io.outpost.cli.verify.log.Measure;
import io.outpost.core.place.AlertRow;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.EpisodeRow;
import io.outpost.core.place.LateReading;
import io.outpost.core.place.ModelRow;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PaneRow;
import io.outpost.core.place.PaneWidth;
import io.outpost.core.place.Place;
import io.outpost.core.place.PlaceBounds;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceKeeper;
import io.outpost.core.place.PlaceOutput;
import io.outpost.core.place.PlaceRow;
import io.outpost.core.place.PreferenceAlertRow;
import io.outpost.core.place.PreferenceEpisodeRow;
import io.outpost.core.place.PreferenceRow;
import io.outpost.core.place.Reading;
import io.outpost.core.place.TransitionRow;
import io.outpost.core.weather.Flag;
import io.outpost.core.weather.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The rain that the job's places and the oracle's emit, revision by revision, on random logs of
 * counters and amounts with gaps, zeros, resets and noise, that come in order, late or very late.
 */
final class RainInJobTest {
    private static final int LOGS = 60;
    private static final int RECORDS = 300;

    /** Of each sensor. */
    private static final int[] INTERVALS_SECONDS = {60, 1800, 3600, LoggedObservation.UNDECLARED};

    private static final int SENSORS = INTERVALS_SECONDS.length;
    private static final int MINUTE = 60_000;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private final List<LogRecord> log = new ArrayList<>();
    private final List<PlaceInput> inputs = new ArrayList<>();
    private final double[] counters = new double[SENSORS];
    private Random random;
    private long nowMillis;

    @Test
    void theyEmitTheSameRain() {
        Map<String, Integer> seen = new TreeMap<>();
        for (int seed = 0; seed < LOGS; seed++) {
            make(seed);
            Map<String, String> expected = folded();
            Map<String, String> found = kept();
            assertTrue(expected.size() > RECORDS, "a log worth comparing");
            for (Map.Entry<String, String> one : expected.entrySet()) {
                assertEquals(one.getValue(), found.get(one.getKey()), one.getKey() + ", " + seed);
            }
            assertEquals(expected.keySet(), found.keySet(), "seed " + seed);
            for (String text : found.values()) {
                for (Flag flag : Flag.values()) {
                    seen.merge(flag.name(), text.contains(flag.name()) ? 1 : 0, Integer::sum);
                }
            }
        }
        assertTrue(seen.get("IMPLAUSIBLE_RISE") > 100, seen::toString);
        assertTrue(seen.get("RISE_OVER_GAP") > 100, seen::toString);
    }

    private void make(int seed) {
        random = new Random(seed);
        log.clear();
        inputs.clear();
        Arrays.fill(counters, 100);
        nowMillis = HandMadeLog.NOON.toEpochMilli();
        for (int i = 0; i < RECORDS; i++) {
            nowMillis += 1 + random.nextInt(longestGapMillis());
            observe(random.nextInt(SENSORS), nowMillis - random.nextInt(latestMillis()));
        }
    }

    private int longestGapMillis() {
        return switch (random.nextInt(40)) {
            case 0 -> 6 * DAY;
            case 1, 2 -> 3 * HOUR;
            case 3, 4, 5, 6 -> 40 * MINUTE;
            default -> 6 * MINUTE;
        };
    }

    private int latestMillis() {
        return switch (random.nextInt(30)) {
            case 0 -> 8 * DAY;
            case 1, 2, 3, 4, 5, 6, 7, 8 -> 2 * HOUR;
            default -> MINUTE;
        };
    }

    private double counter(int sensor) {
        counters[sensor] += random.nextInt(3) == 0 ? random.nextInt(30) / 10.0 : 0;
        counters[sensor] += random.nextInt(25) == 0 ? 120 : 0;
        counters[sensor] = random.nextInt(25) == 0 ? random.nextInt(5) : counters[sensor];
        return switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> Math.max(0, counters[sensor] - random.nextInt(30) / 10.0);
            default -> counters[sensor];
        };
    }

    private void observe(int sensor, long at) {
        double[] ofJob = new double[Quantity.COUNT];
        double[] ofOracle = new double[Measure.COUNT];
        Arrays.fill(ofJob, Double.NaN);
        Arrays.fill(ofOracle, Double.NaN);
        int present = 0;
        for (Measure measure :
                List.of(
                        Measure.AIR_TEMPERATURE_CELSIUS,
                        Measure.PRECIPITATION_MILLIMETRES,
                        Measure.PRECIPITATION_COUNTER_MILLIMETRES)) {
            double value =
                    switch (measure) {
                        case AIR_TEMPERATURE_CELSIUS -> 20;
                        case PRECIPITATION_MILLIMETRES -> random.nextInt(4) == 0 ? 0.7 : Double.NaN;
                        default -> random.nextInt(5) > 0 ? counter(sensor) : Double.NaN;
                    };
            ofJob[Quantity.valueOf(measure.name()).code()] = value;
            ofOracle[measure.ordinal()] = value;
            present |= Double.isNaN(value) ? 0 : 1 << measure.ordinal();
        }
        int number = log.size();
        int interval = INTERVALS_SECONDS[sensor];
        String id = "gauge " + sensor;
        Reading reading =
                new Reading(
                        1 + sensor,
                        id,
                        at,
                        nowMillis,
                        Math.max(0, interval),
                        ofJob,
                        0,
                        number,
                        Origin.of(0, number));
        inputs.add(PlaceInput.of(HandMadeLog.PLACE, reading));
        log.add(
                new LoggedObservation(
                        HandMadeLog.PLACE,
                        id,
                        0,
                        number,
                        at,
                        nowMillis,
                        interval,
                        present,
                        ofOracle,
                        0,
                        number,
                        100));
    }

    private Map<String, String> kept() {
        Rows rows = new Rows();
        PlaceBounds bounds = new PlaceBounds(1, 1, SENSORS, 1);
        PlaceKeeper keeper = new PlaceKeeper(JobInProcess.conditions(), bounds, rows);
        Place place = new Place(HandMadeLog.PLACE);
        inputs.forEach(input -> keeper.apply(place, input));
        keeper.advance(place, nowMillis + DAY);
        return rows.rain;
    }

    private Map<String, String> folded() {
        Map<String, String> rain = new TreeMap<>();
        PlaceFold fold =
                new PlaceFold(
                        HandMadeLog.PLACE, Rules.defaults(), one -> put(rain, one), one -> {});
        log.forEach(fold::take);
        fold.reach(nowMillis + DAY + 1);
        return rain;
    }

    private static void put(Map<String, String> rain, Emission emission) {
        if (emission.content() instanceof CountersContent counters) {
            Map<String, Map<String, Long>> flagged = new TreeMap<>();
            counters.flagged().forEach((what, flags) -> flagged.put(what, new TreeMap<>(flags)));
            rain.put(key("counters", 0, emission.revision()), counters.rewrites() + " " + flagged);
        } else if (emission.content() instanceof PaneContent pane) {
            int count = pane.table().columns().indexOf("precipitation_millimetres_n");
            if (count >= 0) {
                rain.put(
                        key(width(pane.table()), emission.key().number(), emission.revision()),
                        rain(pane.values()[count], pane.values()[count + 1]));
            }
        }
    }

    private static String width(Table table) {
        return switch (table) {
            case MINUTE_AGGREGATES -> PaneWidth.MINUTE.name();
            case HOUR_AGGREGATES -> PaneWidth.HOUR.name();
            default -> PaneWidth.DAY.name();
        };
    }

    private static String key(String what, long startMillis, long revision) {
        return what + " " + startMillis + ", revision " + revision;
    }

    private static String rain(double count, double millimetres) {
        return count > 0 ? "%.0f of %.6f mm".formatted(count, millimetres) : "none";
    }

    /** The rain of what the job emits. */
    private static final class Rows implements PlaceOutput {
        private final Map<String, String> rain = new TreeMap<>();

        @Override
        public void pane(PaneRow row) {
            if (row.width() != PaneWidth.QUARTER_HOUR) {
                rain.put(
                        key(row.width().name(), row.startMillis(), row.revision()),
                        rain(row.rainCount(), row.rainTotalMillimetres()));
            }
        }

        @Override
        public void counters(CountersRow row) {
            Map<String, Map<String, Long>> flagged = new TreeMap<>();
            for (int i = 0; i < row.flagged().length; i++) {
                if (row.flagged()[i] != 0) {
                    flagged.computeIfAbsent(
                                    Quantity.values()[i / Flag.COUNT].name(), q -> new TreeMap<>())
                            .put(Flag.values()[i % Flag.COUNT].name(), row.flagged()[i]);
                }
            }
            rain.put(key("counters", 0, row.revision()), row.rewrites() + " " + flagged);
        }

        @Override
        public void preference(PreferenceRow row) {}

        @Override
        public void preferenceEpisode(PreferenceEpisodeRow row) {}

        @Override
        public void preferenceAlert(PreferenceAlertRow row) {}

        @Override
        public void place(PlaceRow row) {}

        @Override
        public void model(ModelRow row) {}

        @Override
        public void transition(TransitionRow row) {}

        @Override
        public void episode(EpisodeRow row) {}

        @Override
        public void alert(AlertRow row) {}

        @Override
        public void late(LateReading late) {}

        @Override
        public void rejected(DeadLetter letter) {}
    }
}
