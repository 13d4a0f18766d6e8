package io.outpost.ingest.station;

import io.outpost.core.condition.Condition;
import io.outpost.core.condition.Levels;
import io.outpost.core.condition.Rule;
import io.outpost.core.condition.SilencePolicy;
import io.outpost.core.place.AlertRow;
import io.outpost.core.place.Conditions;
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
import io.outpost.core.place.TransitionRow;
import io.outpost.decode.LogDecoder;
import io.outpost.decode.SourceRecord;
import io.outpost.decode.WriterSchemas;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What the conditions job makes of the rain of one place, by its own decoder and places. */
final class JobRain implements PlaceOutput {
    private static final int SCHEMA_ID = 1;
    private static final long LONG_AFTER_MILLIS =
            Instant.parse("2030-01-01T00:00:00Z").toEpochMilli();

    private final PlaceKeeper keeper =
            new PlaceKeeper(
                    new Conditions(
                            List.of(
                                    rule(
                                            Condition.HEAT,
                                            new Levels(List.of("CAUTION"), List.of(27.0), 1, true)),
                                    rule(
                                            Condition.COLD,
                                            new Levels(List.of("LOW"), List.of(0.0), 1, false))),
                            Duration.ofHours(3)),
                    new PlaceBounds(1, 1, 1, 1),
                    this);
    private final TreeMap<Instant, Double> minutes = new TreeMap<>();
    private final TreeMap<Instant, Double> hours = new TreeMap<>();
    private final LogDecoder decoder;
    private Place place;
    private long offset;

    JobRain() {
        WriterSchemas schemas =
                new WriterSchemas(
                        new SchemaRegistry("http://127.0.0.1:1"),
                        (outage, pause) -> {
                            throw new IllegalStateException(outage);
                        });
        schemas.restore(SCHEMA_ID, "+" + Observation.getClassSchema());
        decoder = new LogDecoder(schemas, 1);
    }

    private static Rule rule(Condition condition, Levels levels) {
        Duration hour = Duration.ofHours(1);
        return new Rule(condition, levels, 1, hour, hour, 0.6, SilencePolicy.UNKNOWN);
    }

    void apply(Observation observation) {
        byte[] key = observation.getPlaceId().getBytes(StandardCharsets.UTF_8);
        byte[] value = WireFormat.encode(SCHEMA_ID, observation);
        Origin origin =
                new Origin(
                        0,
                        offset++,
                        key.length + value.length,
                        key,
                        value,
                        new String[0],
                        new byte[0][]);
        PlaceInput input = decoder.decode(new SourceRecord(LONG_AFTER_MILLIS, true, origin));
        if (input.deadLetter() != null) {
            throw new AssertionError(input.deadLetter().reason());
        }
        place = place == null ? new Place(input.placeId()) : place;
        keeper.apply(place, input);
    }

    /** No more comes: all panes close. */
    void end() {
        keeper.advance(place, LONG_AFTER_MILLIS + Duration.ofHours(1).toMillis());
    }

    /** Of those minutes that have a value, mm. */
    NavigableMap<Instant, Double> minutes() {
        return minutes;
    }

    /** Of those hours that have a value, mm. */
    NavigableMap<Instant, Double> hours() {
        return hours;
    }

    @Override
    public void pane(PaneRow row) {
        if (row.rainCount() == 0) {
            return;
        }
        Instant start = Instant.ofEpochMilli(row.startMillis());
        if (row.width() == PaneWidth.MINUTE) {
            minutes.put(start, row.rainTotalMillimetres());
        } else if (row.width() == PaneWidth.HOUR) {
            hours.put(start, row.rainTotalMillimetres());
        }
    }

    @Override
    public void rejected(DeadLetter letter) {
        throw new AssertionError(letter.reason());
    }

    @Override
    public void late(LateReading late) {
        throw new AssertionError("late");
    }

    @Override
    public void model(ModelRow row) {}

    @Override
    public void transition(TransitionRow row) {}

    @Override
    public void episode(EpisodeRow row) {}

    @Override
    public void alert(AlertRow row) {}

    @Override
    public void counters(CountersRow row) {}

    @Override
    public void preference(PreferenceRow row) {}

    @Override
    public void preferenceEpisode(PreferenceEpisodeRow row) {}

    @Override
    public void preferenceAlert(PreferenceAlertRow row) {}

    @Override
    public void place(PlaceRow row) {}
}
