package io.outpost.e2e.oracle.log;

import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The observations topic from offset 0 to where it ended at the start: valid observations go to the
 * {@link Spill}, the others are kept with the reason why they must be refused.
 */
public final class ObservationLog implements AutoCloseable {
    private final TopicStream stream;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Long> begins;
    private final ObservationReader reader;
    private final Hash64 hash = new Hash64();
    private final Map<Long, Refusal> refusals = new HashMap<>();
    private final long[] recordsByPartition;
    private final long[] refusalsByPartition;

    /** Is told of every record. */
    public interface Witness {
        void record(int partition, long offset, byte[] key, long contentHash);
    }

    public ObservationLog(String bootstrapServers, SchemaRegistry registry) {
        stream = new TopicStream(bootstrapServers, Topic.OBSERVATIONS.topicName());
        ends = stream.ends();
        begins = stream.begins();
        reader = new ObservationReader(registry, stream.partitions());
        recordsByPartition = new long[stream.partitions()];
        refusalsByPartition = new long[stream.partitions()];
    }

    /** About how many records there are. */
    public long expectedRecords() {
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue() - begins.get(end.getKey()))
                .sum();
    }

    /** Reads it all. */
    public void read(Spill spill, Witness witness, LongConsumer progress) throws IOException {
        try {
            stream.readTo(ends, logged -> take(logged, spill, witness), progress);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        spill.flush();
    }

    /** By position in the log. */
    public Map<Long, Refusal> refusals() {
        return refusals;
    }

    public long[] recordsByPartition() {
        return recordsByPartition;
    }

    public long[] refusalsByPartition() {
        return refusalsByPartition;
    }

    /** True when the position lies in what was read. */
    public boolean covers(int partition, long offset) {
        Long end = ends.get(new TopicPartition(Topic.OBSERVATIONS.topicName(), partition));
        return end != null && offset < end;
    }

    /** Number of records that are no longer there. */
    public long forgotten() {
        return begins.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        stream.close();
    }

    private void take(ConsumerRecord<byte[], byte[]> logged, Spill spill, Witness witness) {
        long contentHash = hash.of(logged.key(), logged.value());
        recordsByPartition[logged.partition()]++;
        witness.record(logged.partition(), logged.offset(), logged.key(), contentHash);
        try {
            spill.add(reader.read(logged, contentHash));
        } catch (RefusedException e) {
            refusalsByPartition[logged.partition()]++;
            refusals.put(
                    LoggedObservation.position(logged.partition(), logged.offset()),
                    new Refusal(e.getMessage(), contentHash, hash.ofHeaders(logged.headers())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
