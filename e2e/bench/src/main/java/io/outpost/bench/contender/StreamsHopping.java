package io.outpost.bench.contender;

import io.outpost.bench.fixture.RegistryFixture;
import io.outpost.bench.peer.PlainRecords;
import io.outpost.core.weather.HeatIndex;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;

/**
 * Kafka Streams as its DSL offers it: the rolling mean of the heat index alone, by hopping windows
 * of 64 minutes that advance by one. No deduplication, no other panes, no conditions.
 */
final class StreamsHopping extends StreamsContender {
    private static final Duration WINDOW = Duration.ofMinutes(64);
    private static final Duration GRACE = Duration.ofSeconds(10);

    StreamsHopping(ContenderTask task) {
        super(task);
    }

    @Override
    Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        Topic.OBSERVATIONS.topicName(),
                        Consumed.with(Serdes.String(), observations())
                                .withTimestampExtractor(
                                        (message, before) ->
                                                ((Observation) message.value())
                                                        .getObservedAt()
                                                        .toEpochMilli()))
                .peek((place, observation) -> SharedCounts.addProcessed(1))
                .groupByKey(Grouped.with(Serdes.String(), observations()))
                .windowedBy(
                        TimeWindows.ofSizeAndGrace(WINDOW, GRACE).advanceBy(Duration.ofMinutes(1)))
                .aggregate(
                        () -> new byte[Long.BYTES + Double.BYTES],
                        (place, observation, sum) -> add(sum, observation),
                        Materialized.with(Serdes.String(), Serdes.ByteArray()));
        return builder.build();
    }

    private static byte[] add(byte[] before, Observation observation) {
        ByteBuffer sum = ByteBuffer.wrap(before);
        double heatIndex =
                HeatIndex.celsius(
                        observation.getAirTemperatureCelsius(),
                        observation.getRelativeHumidityPercent());
        return ByteBuffer.allocate(Long.BYTES + Double.BYTES)
                .putLong(sum.getLong(0) + 1)
                .putDouble(sum.getDouble(Long.BYTES) + heatIndex)
                .array();
    }

    /** Used by several threads. */
    private static Serde<Observation> observations() {
        ThreadLocal<PlainRecords<Observation>> plain =
                ThreadLocal.withInitial(() -> new PlainRecords<>(Observation.class));
        return Serdes.serdeFrom(
                (topic, observation) -> WireFormat.encode(RegistryFixture.OBSERVATION, observation),
                (topic, bytes) -> plain.get().read(bytes));
    }
}
