package io.outpost.cli.replay.core;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.http.JsonServer;
import io.outpost.cli.outcome.Counters;
import io.outpost.cli.outcome.Outcome;
import io.outpost.cli.replay.recording.Reading;
import io.outpost.core.condition.Condition;
import io.outpost.core.condition.Levels;
import io.outpost.core.condition.Rule;
import io.outpost.core.condition.SilencePolicy;
import io.outpost.core.place.Conditions;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.Origin;
import io.outpost.core.place.Place;
import io.outpost.core.place.PlaceBounds;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceKeeper;
import io.outpost.core.weather.Flag;
import io.outpost.core.weather.Quantity;
import io.outpost.decode.LogDecoder;
import io.outpost.decode.SourceRecord;
import io.outpost.decode.WriterSchemas;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.SchemaRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Utils;

/**
 * What the job does with records, without Flink and Kafka: its decoder, its validation and its
 * places, one record after the other.
 */
public final class JobInProcess implements AutoCloseable {
    private static final int PARTITIONS = 8;

    /** More than any place is idle before it closes its panes. */
    private static final Duration IDLE = Duration.ofHours(1);

    private static final PlaceBounds ANY =
            new PlaceBounds(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 1);

    private final JsonServer registry;
    private final LogDecoder decoder;
    private final EmittedCounters counters = new EmittedCounters();
    private final PlaceKeeper keeper = new PlaceKeeper(conditions(), ANY, counters);
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Long> rejectedBeforeAnyPlace = new TreeMap<>();

    /** All is received at once, so that no place is idle before the end. */
    private final long receivedAtMillis = Instant.now().toEpochMilli();

    private long sent;

    public JobInProcess() throws IOException {
        this.registry =
                new JsonServer()
                        .on(
                                "/schemas/ids/",
                                new ObjectMapper()
                                        .createObjectNode()
                                        .put("schema", Observation.getClassSchema().toString())
                                        .toString());
        this.decoder =
                new LogDecoder(
                        new WriterSchemas(
                                new SchemaRegistry(registry.url()),
                                (outage, pause) -> {
                                    throw new IllegalStateException(outage);
                                }),
                        PARTITIONS);
    }

    /** A rejected record changes no counters of its place, so it is only counted here. */
    public void apply(Reading record) {
        PlaceInput input = decode(record);
        if (input.deadLetter() != null) {
            rejectedBeforeAnyPlace.merge(input.deadLetter().reason().name(), 1L, Long::sum);
        } else {
            keeper.apply(places.computeIfAbsent(input.placeId(), Place::new), input);
        }
    }

    /** What the job's decoder makes of the next record. */
    public PlaceInput decode(Reading record) {
        byte[] key = record.placeId().getBytes(StandardCharsets.UTF_8);
        int partition = Utils.toPositive(Utils.murmur2(key)) % PARTITIONS;
        Origin origin =
                new Origin(partition, sent++, key, record.value(), new String[0], new byte[0][]);
        return decoder.decode(new SourceRecord(receivedAtMillis, true, origin));
    }

    /** Advances time until all places have closed all panes and emitted their counters. */
    public Outcome end() {
        Counters sum = Counters.NOTHING;
        for (Place place : places.values()) {
            keeper.advance(place, receivedAtMillis + IDLE.toMillis());
            sum = sum.plus(counters(counters.newest(place.placeId())));
        }
        Map<String, Long> rejected = new TreeMap<>(rejectedBeforeAnyPlace);
        counters.rejectedByPlaces().forEach((reason, n) -> rejected.merge(reason, n, Long::sum));
        long beforeAnyPlace =
                rejectedBeforeAnyPlace.values().stream().mapToLong(Long::longValue).sum();
        return new Outcome(sent, sum, rejected, beforeAnyPlace);
    }

    @Override
    public void close() {
        registry.close();
    }

    private static Counters counters(CountersRow row) {
        Map<String, Map<String, Long>> flagged = new TreeMap<>();
        for (int i = 0; i < row.flagged().length; i++) {
            if (row.flagged()[i] > 0) {
                flagged.computeIfAbsent(
                                Quantity.values()[i / Flag.COUNT].name(), q -> new TreeMap<>())
                        .put(Flag.values()[i % Flag.COUNT].name(), row.flagged()[i]);
            }
        }
        return new Counters(
                row.accepted(),
                row.duplicate(),
                row.conflict(),
                row.late(),
                row.rejected(),
                row.waiting(),
                row.hourTierOnly(),
                row.rewrites(),
                flagged,
                row.openPanes());
    }

    public static Conditions conditions() {
        return new Conditions(
                List.of(
                        rule(
                                Condition.HEAT,
                                new Levels(List.of("CAUTION"), List.of(27.0), 1, true)),
                        rule(Condition.COLD, new Levels(List.of("LOW"), List.of(0.0), 1, false))),
                Duration.ofHours(3));
    }

    private static Rule rule(Condition condition, Levels levels) {
        Duration hour = Duration.ofHours(1);
        return new Rule(condition, levels, 1, hour, hour, 0.6, SilencePolicy.UNKNOWN);
    }
}
