package io.outpost.bench.contender;

import io.outpost.bench.fixture.RegistryFixture;
import io.outpost.bench.loop.ByteTable;
import io.outpost.bench.loop.StoredLoop;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Kafka Streams, by hand, with all that the loop keeps in state stores with changelogs, so that a
 * killed process goes on where its last commit was. A record reads and writes one value of about
 * 1.5 KB; a closed minute or quarter hour is written once, as an entry of its own. A record cache
 * before each store takes in what changes many times between two commits, and only the last goes to
 * the log.
 *
 * <p>The stores are in memory: exactly once, a killed process' stores on disk are thrown away and
 * restored from the log just the same, so a disk only costs.
 *
 * <p>What it does not do: write rows anywhere, corrections, described places with their hourly
 * models.
 */
final class StreamsStores extends StreamsContender {
    private static final String PROCESSOR = "keep";

    /** Room for what 15,000 places change between two commits, several times. */
    private static final long CACHE_BYTES = 256L << 20;

    private final String rowsTopic;

    StreamsStores(ContenderTask task) {
        super(task);
        this.rowsTopic = null;
    }

    /**
     * As an application that was started before goes on.
     *
     * @param rowsTopic receives the hash of each row, in the transaction of its state
     */
    StreamsStores(ContenderTask task, String applicationId, String rowsTopic) {
        super(task, applicationId);
        this.rowsTopic = rowsTopic;
    }

    @Override
    Map<String, Object> tuning() {
        return Map.of(
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                CACHE_BYTES,
                StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG,
                10_000,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                4 << 20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 << 10,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                128L << 20);
    }

    @Override
    Topology topology() {
        Topology topology = readingObservations();
        topology.addProcessor(PROCESSOR, () -> new Keep(task(), rowsTopic != null), OBSERVATIONS);
        for (StoredLoop.Table table : StoredLoop.Table.values()) {
            topology.addStateStore(store(name(table)), PROCESSOR);
        }
        if (rowsTopic != null) {
            ByteArraySerializer bytes = new ByteArraySerializer();
            topology.addSink("rows", rowsTopic, bytes, bytes, PROCESSOR);
        }
        return topology;
    }

    private static String name(StoredLoop.Table table) {
        return table.name().toLowerCase(Locale.ROOT);
    }

    private static StoreBuilder<KeyValueStore<byte[], byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }

    private static final class Keep implements Processor<byte[], byte[], byte[], byte[]> {
        private final ContenderTask task;
        private final LongConsumer rows;
        private ProcessorContext<byte[], byte[]> context;
        private StoredLoop loop;
        private long timestamp;

        Keep(ContenderTask task, boolean forwardsRows) {
            this.task = task;
            LongConsumer counted = SharedCounts.newDigest()::add;
            this.rows = forwardsRows ? counted.andThen(this::forward) : counted;
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> newContext) {
            context = newContext;
            loop = new StoredLoop(RegistryFixture.OBSERVATION, task.endMillis(), rows, this::table);
        }

        private ByteTable table(StoredLoop.Table table) {
            KeyValueStore<byte[], byte[]> store = context.getStateStore(name(table));
            return new StoreTable(store);
        }

        @Override
        public void process(Record<byte[], byte[]> message) {
            timestamp = message.timestamp();
            int partition = context.recordMetadata().orElseThrow().partition();
            loop.accept(message.value(), partition, timestamp);
            SharedCounts.addProcessed(1);
        }

        private void forward(long hash) {
            byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(hash).array();
            context.forward(new Record<>(null, value, timestamp));
        }
    }

    private record StoreTable(KeyValueStore<byte[], byte[]> store) implements ByteTable {
        @Override
        public byte[] get(byte[] key) {
            return store.get(key);
        }

        @Override
        public void put(byte[] key, byte[] value) {
            store.put(key, value);
        }
    }
}
