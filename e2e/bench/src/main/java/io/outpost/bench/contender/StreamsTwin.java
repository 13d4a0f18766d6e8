package io.outpost.bench.contender;

import io.outpost.bench.loop.SingleThreadLoop;
import io.outpost.schemas.wire.Topic;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Kafka Streams, by hand: the loop's own work in a processor per partition, and one put per record
 * into a change-logged store in memory. The loop's tables are not in the store: a real one would
 * have to log far more.
 */
final class StreamsTwin {
    private static final String STORE = "places";

    private StreamsTwin() {}

    static void start(Assignment assignment, LongAdder taken) {
        Topology topology = new Topology();
        topology.addSource(
                "observations",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topic.OBSERVATIONS.topicName());
        topology.addProcessor("keep", () -> new Keep(assignment, taken), "observations");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(STORE),
                                Serdes.ByteArray(),
                                Serdes.ByteArray())
                        .withLoggingEnabled(Map.of()),
                "keep");
        run(topology, assignment);
    }

    /** Exactly once, committing as often as the job makes checkpoints; ends with the process. */
    @SuppressWarnings("resource")
    static void run(Topology topology, Assignment assignment) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench-streams-" + System.nanoTime());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, assignment.bootstrapServers());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, assignment.parallelism());
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 2000);
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, assignment.folder());
        settings.put("auto.offset.reset", "earliest");
        settings.put("max.poll.records", 5000);
        new KafkaStreams(topology, settings).start();
    }

    private static final class Keep implements Processor<byte[], byte[], Void, Void> {
        private final SingleThreadLoop loop;
        private final LongAdder taken;
        private ProcessorContext<Void, Void> context;
        private KeyValueStore<byte[], byte[]> store;

        Keep(Assignment assignment, LongAdder taken) {
            this.loop =
                    new SingleThreadLoop(
                            assignment.schemaId(), assignment.endMillis(), SharedRows.newTally());
            this.taken = taken;
        }

        @Override
        public void init(ProcessorContext<Void, Void> newContext) {
            context = newContext;
            store = newContext.getStateStore(STORE);
        }

        @Override
        public void process(Record<byte[], byte[]> message) {
            int partition = context.recordMetadata().orElseThrow().partition();
            loop.accept(message.value(), partition, message.timestamp());
            store.put(message.key(), message.value());
            taken.increment();
        }
    }
}
