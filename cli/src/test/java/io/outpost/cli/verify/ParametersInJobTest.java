package io.outpost.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outpost.cli.replay.core.JobInProcess;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.FoundJson;
import io.outpost.cli.verify.emission.PaneContent;
import io.outpost.cli.verify.emission.ParametersContent;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.fold.PlaceFold;
import io.outpost.cli.verify.fold.Rules;
import io.outpost.cli.verify.log.LogRecord;
import io.outpost.cli.verify.log.LoggedObservation;
import io.outpost.cli.verify.log.Measure;
import io.outpost.core.model.StreamSize;
import io.outpost.core.model.Surface;
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
import io.outpost.core.place.PlaceVersion;
import io.outpost.core.place.PreferenceAlertRow;
import io.outpost.core.place.PreferenceEpisodeRow;
import io.outpost.core.place.PreferenceRow;
import io.outpost.core.place.Reading;
import io.outpost.core.place.TransitionRow;
import io.outpost.core.weather.Quantity;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The job's places and the oracle's, on random logs of one place in which parameters come between
 * observations that are on time, late or hours old.
 */
final class ParametersInJobTest {
    private static final int LOGS = 60;
    private static final int RECORDS = 300;
    private static final int MINUTE = 60_000;

    /** So that a minute closes between two versions, and more apply within 2 h than are kept. */
    private static final int STEADY_MILLIS = 36_000;

    private static final long DAY_MILLIS = 86_400_000;

    private final Map<Long, FoundJson> versions = new HashMap<>();
    private final Map<String, Double> minutes = new HashMap<>();
    private final List<LogRecord> log = new ArrayList<>();
    private final List<PlaceInput> inputs = new ArrayList<>();
    private Random random;
    private long nowMillis;

    @Test
    void theyEmitTheSameVersionsAndTheSameWindChill() throws SQLException {
        for (int seed = 0; seed < LOGS; seed++) {
            make(seed);
            keep();
            assertTrue(versions.size() > 30 && minutes.size() > 50, "a log worth comparing");
            for (Emission expected : folded()) {
                String place = "seed " + seed + ", " + expected.identity();
                if (expected.content() instanceof ParametersContent content) {
                    FoundJson found = versions.remove(expected.revision());
                    assertEquals("", content.differences(found), place);
                } else if (expected.table() == Table.MINUTE_AGGREGATES) {
                    String key = key(expected.key().number(), expected.revision());
                    Double found = minutes.remove(key);
                    assertNotNull(found, place);
                    assertEquals(windChill((PaneContent) expected.content()), found, 1e-9, place);
                }
            }
            assertEquals(Map.of(), versions, "that the oracle has not");
            assertEquals(Map.of(), minutes, "that the oracle has not");
        }
    }

    private static double windChill(PaneContent minute) {
        int column = Table.MINUTE_AGGREGATES.columns().indexOf("wind_chill_celsius_mean_1h");
        return minute.values()[column];
    }

    private static String key(long startMillis, long revision) {
        return startMillis + " " + revision;
    }

    private void make(int seed) {
        random = new Random(seed);
        log.clear();
        inputs.clear();
        nowMillis = HandMadeLog.NOON.toEpochMilli();
        boolean isSteady = seed % 2 == 1;
        for (int i = 0; i < RECORDS; i++) {
            nowMillis += isSteady ? STEADY_MILLIS : someMillis();
            if (isSteady ? i % 2 == 0 : random.nextInt(4) == 0) {
                addVersion();
            } else {
                addObservation();
            }
        }
    }

    private int someMillis() {
        return random.nextInt(random.nextInt(20) == 0 ? 60 * MINUTE : 2 * MINUTE);
    }

    private void addVersion() {
        PlaceVersion version =
                random.nextInt(8) == 0
                        ? PlaceVersion.removal(HandMadeLog.PLACE)
                        : new PlaceVersion(
                                "Hut",
                                random.nextInt(90),
                                7.5,
                                Double.NaN,
                                "UTC",
                                random.nextBoolean() ? 0 : 120 + random.nextInt(7200),
                                random.nextBoolean() ? null : Surface.SAND,
                                random.nextBoolean() ? null : StreamSize.LARGE,
                                random.nextBoolean() ? Double.NaN : 180,
                                random.nextBoolean() ? Double.NaN : 0.5 + random.nextInt(99),
                                false);
        Origin origin = Origin.of(0, log.size());
        inputs.add(PlaceInput.of(HandMadeLog.PLACE, version, nowMillis, origin));
        log.add(WeatherLog.logged(version, log.size(), nowMillis));
    }

    private void addObservation() {
        int minutesLate = random.nextInt(4) == 0 ? random.nextInt(150) : 0;
        if (random.nextInt(30) == 0) {
            minutesLate = random.nextInt(9 * 1440);
        }
        long at = nowMillis - (long) minutesLate * MINUTE - random.nextInt(MINUTE);
        double celsius = random.nextInt(400) / 10.0 - 30;
        double metresPerSecond = random.nextInt(200) / 10.0;
        double[] values = new double[Quantity.COUNT];
        Arrays.fill(values, Double.NaN);
        values[Quantity.AIR_TEMPERATURE_CELSIUS.code()] = celsius;
        values[Quantity.WIND_SPEED_METRES_PER_SECOND.code()] = metresPerSecond;
        Origin origin = Origin.of(0, log.size());
        inputs.add(
                PlaceInput.of(
                        HandMadeLog.PLACE,
                        new Reading(
                                1,
                                "a",
                                at,
                                nowMillis,
                                MINUTE / 1000,
                                values,
                                0,
                                log.size(),
                                origin)));
        double[] sent = new double[Measure.COUNT];
        Arrays.fill(sent, Double.NaN);
        sent[Measure.AIR_TEMPERATURE_CELSIUS.ordinal()] = celsius;
        sent[Measure.WIND_SPEED_METRES_PER_SECOND.ordinal()] = metresPerSecond;
        int present =
                1 << Measure.AIR_TEMPERATURE_CELSIUS.ordinal()
                        | 1 << Measure.WIND_SPEED_METRES_PER_SECOND.ordinal();
        log.add(
                new LoggedObservation(
                        HandMadeLog.PLACE,
                        "a",
                        0,
                        log.size(),
                        at,
                        nowMillis,
                        MINUTE / 1000,
                        present,
                        sent,
                        0,
                        log.size(),
                        100));
    }

    private void keep() {
        PlaceBounds bounds = new PlaceBounds(1, 1, 1, 1);
        PlaceKeeper keeper = new PlaceKeeper(JobInProcess.conditions(), bounds, new Rows());
        Place place = new Place(HandMadeLog.PLACE);
        inputs.forEach(input -> keeper.apply(place, input));
        keeper.advance(place, nowMillis + DAY_MILLIS);
    }

    private List<Emission> folded() {
        List<Emission> emissions = new ArrayList<>();
        PlaceFold fold =
                new PlaceFold(HandMadeLog.PLACE, Rules.defaults(), emissions::add, accepted -> {});
        log.forEach(fold::take);
        fold.reach(nowMillis + DAY_MILLIS + 1);
        return emissions;
    }

    /** What the job emits: versions as their table has them, and the wind chill of minutes. */
    private final class Rows implements PlaceOutput {
        @Override
        public void preference(PreferenceRow row) {}

        @Override
        public void preferenceEpisode(PreferenceEpisodeRow row) {}

        @Override
        public void preferenceAlert(PreferenceAlertRow row) {}

        @Override
        public void place(PlaceRow row) {
            PlaceVersion version = row.version();
            ObjectNode json =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("name", version.name())
                            .put("time_zone", version.timeZone())
                            .put("removed", version.removed());
            put(json, "latitude", version.latitudeDegrees());
            put(json, "longitude", version.longitudeDegrees());
            put(json, "elevation_metres", version.elevationMetres());
            put(json, "aspect_degrees", version.aspectDegrees());
            put(json, "wind_height_metres", version.windHeightMetres());
            put(json, "applied_from", row.appliedFromMillis());
            put(json, "hour_applied_from", row.hourAppliedFromMillis());
            json.put("stale_after_seconds", version.staleAfterSeconds());
            json.put("attribution", version.attribution());
            json.put("surface", version.surface() == null ? null : version.surface().name());
            json.put(
                    "stream_size",
                    version.streamSize() == null ? null : version.streamSize().name());
            versions.put(row.revision(), new FoundJson(json, false));
        }

        @Override
        public void pane(PaneRow row) {
            if (row.width() == PaneWidth.MINUTE) {
                minutes.put(
                        key(row.startMillis(), row.revision()),
                        row.rolling()[1].mean(Quantity.WIND_CHILL_CELSIUS));
            }
        }

        @Override
        public void model(ModelRow row) {}

        private static void put(ObjectNode json, String column, double value) {
            if (!Double.isNaN(value)) {
                json.put(column, value);
            }
        }

        private static void put(ObjectNode json, String column, long millis) {
            if (millis != Long.MIN_VALUE) {
                json.put(column, millis);
            }
        }

        @Override
        public void transition(TransitionRow row) {}

        @Override
        public void episode(EpisodeRow row) {}

        @Override
        public void alert(AlertRow row) {}

        @Override
        public void counters(CountersRow row) {}

        @Override
        public void late(LateReading late) {}

        @Override
        public void rejected(DeadLetter letter) {}
    }
}
