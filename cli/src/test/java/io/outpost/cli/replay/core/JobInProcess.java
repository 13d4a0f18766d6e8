package io.outpost.cli.replay.core;

import io.outpost.cli.replay.outcome.Outcome;
import io.outpost.cli.replay.outcome.Tally;
import io.outpost.cli.replay.recording.Reading;
import io.outpost.condition.Condition;
import io.outpost.condition.Levels;
import io.outpost.condition.Rule;
import io.outpost.condition.SilencePolicy;
import io.outpost.observe.DecodeObservations;
import io.outpost.observe.Inbound;
import io.outpost.observe.SourceRecord;
import io.outpost.place.Conditions;
import io.outpost.place.Origin;
import io.outpost.place.PlaceKeeper;
import io.outpost.place.PlaceState;
import io.outpost.place.TallyRow;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import io.outpost.weather.Flag;
import io.outpost.weather.Quantity;
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

    private final OneSchemaRegistry registry;
    private final DecodeObservations decoder;
    private final Told told = new Told();
    private final Conditions conditions = conditions();
    private final Map<String, Kept> places = new HashMap<>();
    private final Map<String, Long> rejectedBeforeAnyPlace = new TreeMap<>();
    private long sent;

    public JobInProcess() throws IOException {
        this.registry = new OneSchemaRegistry(Observation.getClassSchema());
        this.decoder =
                new DecodeObservations(
                        new SchemaRegistry(registry.url()),
                        PARTITIONS,
                        outage -> {
                            throw new IllegalStateException(outage);
                        });
    }

    public void apply(Reading record) {
        byte[] key = record.placeId().getBytes(StandardCharsets.UTF_8);
        int partition = Utils.toPositive(Utils.murmur2(key)) % PARTITIONS;
        Inbound inbound =
                decoder.decode(
                        new SourceRecord(
                                Topic.OBSERVATIONS.topicName(),
                                Instant.now().toEpochMilli(),
                                new Origin(partition, sent++, key, record.value(), null, null)));
        if (inbound.rejected() != null) {
            rejectedBeforeAnyPlace.merge(inbound.rejected().reason().name(), 1L, Long::sum);
        } else {
            Kept kept = places.computeIfAbsent(inbound.placeId(), this::newPlace);
            kept.keeper().observe(kept.state(), inbound.reading());
        }
    }

    /** Closes all panes of all places, as the quiet after a replay does, and sums up. */
    public Outcome end() {
        Tally sum = Tally.NOTHING;
        for (Kept kept : places.values()) {
            kept.keeper().closeAll(kept.state());
            sum = sum.plus(tally(told.newestTally(kept.state().placeId())));
        }
        Map<String, Long> rejected = new TreeMap<>(rejectedBeforeAnyPlace);
        told.rejectedByPlaces().forEach((reason, n) -> rejected.merge(reason, n, Long::sum));
        long beforeAnyPlace =
                rejectedBeforeAnyPlace.values().stream().mapToLong(Long::longValue).sum();
        return new Outcome(sent, sum, rejected, beforeAnyPlace);
    }

    @Override
    public void close() {
        registry.close();
    }

    private record Kept(PlaceState state, PlaceKeeper keeper) {}

    private Kept newPlace(String id) {
        return new Kept(new PlaceState(id), new PlaceKeeper(conditions, new MemoryOfPlace(), told));
    }

    private static Tally tally(TallyRow row) {
        Map<String, Map<String, Long>> flagged = new TreeMap<>();
        for (int i = 0; i < row.flagged().length; i++) {
            if (row.flagged()[i] > 0) {
                flagged.computeIfAbsent(
                                Quantity.values()[i / Flag.COUNT].name(), q -> new TreeMap<>())
                        .put(Flag.values()[i % Flag.COUNT].name(), row.flagged()[i]);
            }
        }
        return new Tally(
                row.accepted(),
                row.duplicate(),
                row.conflict(),
                row.late(),
                row.rejected(),
                row.waiting(),
                row.hourTierOnly(),
                row.retractions(),
                flagged,
                row.openPanes());
    }

    private static Conditions conditions() {
        return new Conditions(
                List.of(
                        rule(Condition.HEAT, new Levels(List.of("CAUTION"), List.of(27.0), 1)),
                        rule(Condition.COLD, new Levels(List.of("LOW"), List.of(0.0), 1))),
                Duration.ofHours(3));
    }

    private static Rule rule(Condition condition, Levels levels) {
        Duration hour = Duration.ofHours(1);
        return new Rule(condition, levels, hour, hour, 0.6, SilencePolicy.UNKNOWN);
    }
}
