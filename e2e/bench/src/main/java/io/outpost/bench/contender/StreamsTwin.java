package io.outpost.bench.contender;

import io.outpost.bench.loop.SingleThreadLoop;
import io.outpost.schemas.wire.Topic;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
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
final class StreamsTwin implements PrefixContender.Peer {
    private static final String STORE = "places";

    private final StreamsRun run = new StreamsRun();

    @Override
    public void start(Assignment assignment, LongAdder taken) {
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
        run.run(topology, assignment);
    }

    @Override
    public void stop() {
        run.stop();
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
