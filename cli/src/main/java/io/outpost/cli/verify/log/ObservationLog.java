package io.outpost.cli.verify.log;

import io.outpost.cli.verify.report.Findings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;

/**
 * The log from offset 0 to given ends, read uncommitted: records that name their place go to the
 * {@link Spill}; of every rejected one the reason is kept.
 */
public final class ObservationLog implements LogExtent, AutoCloseable {
    private final String topic;
    private final TopicStream stream;
    private final Map<TopicPartition, Long> begins;
    private final Map<TopicPartition, Long> ends;
    private final LogScreening screening;
    private final Hash64 hash = new Hash64();
    private final PartitionCounts[] counts;
    private final Findings findings;

    /** Sees every record. */
    public interface Listener {
        void record(int partition, long offset, byte[] key, long contentHash);
    }

    /**
     * Takes the ends of now.
     *
     * @param topic with the log
     * @param isDocument whether a text is the document of a preference
     * @param limit from the number of a partition and its end to the offset to which it is read
     */
    public ObservationLog(
            Brokers brokers,
            String topic,
            Schemas schemas,
            PlaceBounds bounds,
            Predicate<String> isDocument,
            LongBinaryOperator limit,
            Findings findings) {
        this.topic = topic;
        stream = new TopicStream(brokers, topic, "read_uncommitted");
        ends = new HashMap<>(stream.ends());
        ends.replaceAll((p, end) -> limit.applyAsLong(p.partition(), end));
        begins = stream.begins();
        screening = new LogScreening(schemas, stream.partitions(), bounds, isDocument);
        counts = new PartitionCounts[stream.partitions()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new PartitionCounts();
        }
        this.findings = findings;
    }

    /** About how many records there are. */
    public long expectedRecords() {
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue() - begins.get(end.getKey()))
                .sum();
    }

    /** Reads it all. */
    public void read(Spill spill, Listener listener, LongConsumer progress) throws IOException {
        try {
            stream.readTo(ends, logged -> take(logged, spill, listener), progress);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        spill.flush();
        long forgotten = begins.values().stream().mapToLong(Long::longValue).sum();
        if (forgotten > 0) {
            findings.missing(forgotten, "the log does not begin at offset 0");
        }
        findings.checked(records());
    }

    /** Of all records that screening rejects, by position in the log. */
    public Map<Long, DeadLetter> deadLetters() {
        return screening.deadLetters();
    }

    public PartitionCounts[] counts() {
        return counts;
    }

    public long records() {
        long sum = 0;
        for (PartitionCounts partition : counts) {
            sum += partition.records;
        }
        return sum;
    }

    /** Offsets after the last record of each partition that has one. */
    public Map<Integer, Long> recordEnds() {
        Map<Integer, Long> recordEnds = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i].records > 0) {
                recordEnds.put(i, counts[i].end);
            }
        }
        return recordEnds;
    }

    @Override
    public long reachedMillis() {
        long least = Long.MAX_VALUE;
        for (PartitionCounts partition : counts) {
            least = Math.min(least, partition.receivedMillis);
        }
        return least;
    }

    @Override
    public boolean covers(int partition, long offset) {
        Long end = ends.get(new TopicPartition(topic, partition));
        return end != null && offset < end;
    }

    @Override
    public void close() {
        stream.close();
    }

    /** Of a partition that relog has made, whose records may keep times of their own. */
    private static boolean isMark(ConsumerRecord<byte[], byte[]> logged) {
        return logged.offset() == 0 && logged.headers().lastHeader("outpost.relog") != null;
    }

    private void take(ConsumerRecord<byte[], byte[]> logged, Spill spill, Listener listener) {
        PartitionCounts partition = counts[logged.partition()];
        partition.records++;
        partition.end = logged.offset() + 1;
        long received = partition.receive(logged.timestamp());
        long contentHash = hash.of(logged.key(), logged.value());
        if (screening.mayBeOfASender(logged.value())) {
            listener.record(logged.partition(), logged.offset(), logged.key(), contentHash);
        }
        partition.rewritten |= isMark(logged);
        if (logged.timestampType() != TimestampType.LOG_APPEND_TIME && !partition.rewritten) {
            findings.wrong(logged.partition() + ":" + logged.offset() + " has no LogAppendTime");
        }
        try {
            LogRecord screened = screening.screen(logged, received, contentHash, partition);
            if (screened != null) {
                spill.add(screened);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
