package io.outpost.ingest;

import io.outpost.environment.KafkaAccess;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Finds in the log which records of a request are there already, when somebody began it and nobody
 * knows how far it came. Each record of a request has its id and its number in a header.
 */
public final class SentBefore {
    private static final String HEADER = "outpost.request";
    private static final int HEADER_BYTES = 2 * Long.BYTES + Integer.BYTES;

    /** The clocks of Postgres and of the broker may differ by so much. */
    private static final Duration CLOCK_ALLOWANCE = Duration.ofMinutes(1);

    /** For looking. */
    public static final Duration LIMIT = Duration.ofSeconds(20);

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaAccess kafka;
    private final String topic;

    public SentBefore(KafkaAccess kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    /** The header of one record of a request. */
    public static Header header(UUID request, int index) {
        byte[] value =
                ByteBuffer.allocate(HEADER_BYTES)
                        .putLong(request.getMostSignificantBits())
                        .putLong(request.getLeastSignificantBits())
                        .putInt(index)
                        .array();
        return new RecordHeader(HEADER, value);
    }

    /**
     * The numbers of a request's records that are in the log.
     *
     * @param placeIds of the request's records
     * @param since when it was begun
     * @throws LogUnavailableException when the log could not be read to its end in 20 s
     */
    public BitSet find(UUID request, Collection<String> placeIds, Instant since)
            throws LogUnavailableException {
        return find(Set.of(request), placeIds, since, LIMIT).getOrDefault(request, new BitSet());
    }

    /**
     * The same of several requests in one reading.
     *
     * @param placeIds of the records of all of them
     * @param since when the first of them was begun
     * @param limit for looking
     * @return by request; those of which nothing is in the log are not there
     * @throws LogUnavailableException when the log could not be read to its end in that time
     */
    public Map<UUID, BitSet> find(
            Set<UUID> requests, Collection<String> placeIds, Instant since, Duration limit)
            throws LogUnavailableException {
        Instant end = Instant.now().plus(limit);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Set<TopicPartition> partitions = partitions(consumer, placeIds);
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LIMIT);
            seek(consumer, partitions, since.minus(CLOCK_ALLOWANCE).toEpochMilli(), ends);
            Map<UUID, BitSet> found = new HashMap<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                if (Instant.now().isAfter(end)) {
                    throw new LogUnavailableException("The log could not be read to its end.");
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    note(record, requests, found);
                }
            }
            return found;
        } catch (KafkaException e) {
            throw new LogUnavailableException("The log cannot be read.", e);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                kafka.settings(
                        Map.of(
                                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                (int) LIMIT.toMillis(),
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private Set<TopicPartition> partitions(
            KafkaConsumer<byte[], byte[]> consumer, Collection<String> placeIds) {
        int count = consumer.partitionsFor(topic).size();
        return placeIds.stream()
                .map(id -> id.getBytes(StandardCharsets.UTF_8))
                .map(id -> new TopicPartition(topic, Utils.toPositive(Utils.murmur2(id)) % count))
                .collect(Collectors.toSet());
    }

    private static void seek(
            KafkaConsumer<byte[], byte[]> consumer,
            Set<TopicPartition> partitions,
            long sinceMillis,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, sinceMillis));
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp start = starts.get(partition);
            consumer.seek(partition, start == null ? ends.get(partition) : start.offset());
        }
    }

    private static void note(
            ConsumerRecord<byte[], byte[]> record, Set<UUID> requests, Map<UUID, BitSet> found) {
        for (Header header : record.headers().headers(HEADER)) {
            byte[] value = header.value();
            if (value != null && value.length == HEADER_BYTES) {
                ByteBuffer read = ByteBuffer.wrap(value);
                UUID request = new UUID(read.getLong(), read.getLong());
                int index = read.getInt();
                if (requests.contains(request) && index >= 0) {
                    found.computeIfAbsent(request, one -> new BitSet()).set(index);
                }
            }
        }
    }
}
