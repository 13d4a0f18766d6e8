package io.outpost.bench.contender;

import io.outpost.bench.peer.PlainObservations;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.Topic;
import io.outpost.weather.HeatIndex;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;

/**
 * Kafka Streams as its DSL offers it: the rolling mean of the heat index alone, by hopping windows
 * of 64 minutes that advance by one. No deduplication, no other panes, no conditions.
 */
final class StreamsHopping implements PrefixContender.Peer {
    private static final Duration WINDOW = Duration.ofMinutes(64);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final StreamsRun run = new StreamsRun();

    @Override
    public void start(Assignment assignment, LongAdder taken) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        Topic.OBSERVATIONS.topicName(),
                        Consumed.with(Serdes.String(), observations())
                                .withTimestampExtractor(
                                        (message, before) ->
                                                ((Observation) message.value())
                                                        .getObservedAt()
                                                        .toEpochMilli()))
                .peek((place, observation) -> taken.increment())
                .groupByKey(Grouped.with(Serdes.String(), observations()))
                .windowedBy(
                        TimeWindows.ofSizeAndGrace(WINDOW, GRACE).advanceBy(Duration.ofMinutes(1)))
                .aggregate(
                        () -> new byte[Long.BYTES + Double.BYTES],
                        (place, observation, sum) -> add(sum, observation),
                        Materialized.with(Serdes.String(), Serdes.ByteArray()));
        run.run(builder.build(), assignment);
    }

    @Override
    public void stop() {
        run.stop();
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
        ThreadLocal<PlainObservations> plain = ThreadLocal.withInitial(PlainObservations::new);
        return Serdes.serdeFrom(
                (topic, observation) -> PlainObservations.write(observation),
                (topic, bytes) -> plain.get().read(bytes));
    }
}
