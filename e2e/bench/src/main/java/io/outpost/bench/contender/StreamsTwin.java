package io.outpost.bench.contender;

import io.outpost.bench.fixture.RegistryFixture;
import io.outpost.bench.loop.SingleThreadLoop;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Kafka Streams, by hand: the loop's work in a processor per partition, and one put per record into
 * a state store with a changelog, in memory. The loop's tables are not in the store, so a crash
 * loses them; {@link StreamsStores} keeps them.
 */
final class StreamsTwin extends StreamsContender {
    private static final String STORE = "places";

    StreamsTwin(ContenderTask task) {
        super(task);
    }

    @Override
    Topology topology() {
        Topology topology = readingObservations();
        topology.addProcessor("keep", () -> new Keep(task()), OBSERVATIONS);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(STORE),
                                Serdes.ByteArray(),
                                Serdes.ByteArray())
                        .withLoggingEnabled(Map.of()),
                "keep");
        return topology;
    }

    private static final class Keep implements Processor<byte[], byte[], Void, Void> {
        private final SingleThreadLoop loop;
        private ProcessorContext<Void, Void> context;
        private KeyValueStore<byte[], byte[]> store;

        Keep(ContenderTask task) {
            this.loop =
                    new SingleThreadLoop(
                            RegistryFixture.OBSERVATION,
                            task.endMillis(),
                            SharedCounts.newDigest());
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
            SharedCounts.addProcessed(1);
        }
    }
}
