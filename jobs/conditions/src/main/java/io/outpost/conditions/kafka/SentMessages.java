package io.outpost.conditions.kafka;

import io.outpost.conditions.pipeline.SentSpan;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.WriterEpochHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The messages that are on their topics since a span of time. A job that goes on from before that
 * span emits them again, and they are not sent again.
 */
final class SentMessages {
    private static final Duration POLL = Duration.ofMillis(200);

    /** Transactions that a job has left open end when the next one starts. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** All subtasks have restored by then, and committed what was precommitted. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String UNCOMMITTED = "read_uncommitted";
    private static final String COMMITTED = "read_committed";

    private final Set<ByteBuffer> digests = new HashSet<>();
    private final MessageDigest sha = sha();

    private SentMessages() {}

    /**
     * Reads them; waits for transactions that are open in the span. Those of this sink's ids that
     * are open after the patience have been left by another job, and are aborted. Not before: other
     * subtasks of this job may be about to commit what is precommitted in their state.
     *
     * @param idPrefix of the transactions that the sink makes
     * @throws IllegalStateException when one stays open
     */
    static SentMessages read(
            KafkaAccess kafka,
            String idPrefix,
            List<String> topics,
            SentSpan span,
            Duration patience) {
        SentMessages sent = new SentMessages();
        Map<TopicPartition, Long> ends = ends(kafka, topics, span);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka, COMMITTED)) {
            consumer.assign(ends.keySet());
            seek(consumer, ends, span.fromMillis());
            long begunNanos = System.nanoTime();
            long deadlineNanos = begunNanos + LIMIT.toNanos();
            boolean hasAborted = false;
            while (!isAt(consumer, ends)) {
                if (!hasAborted && System.nanoTime() - begunNanos > patience.toNanos()) {
                    OpenTransactions.abort(kafka, idPrefix, span.untilMillis());
                    hasAborted = true;
                }
                if (System.nanoTime() - deadlineNanos > 0) {
                    throw new IllegalStateException(
                            "a transaction of another job stays open on one of %s; end that job"
                                    .formatted(topics));
                }
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    sent.add(message);
                }
            }
        }
        return sent;
    }

    /** True of a record that is there already. */
    boolean contains(ProducerRecord<byte[], byte[]> record) {
        return digests.contains(
                digest(record.topic(), record.key(), record.value(), record.headers()));
    }

    int size() {
        return digests.size();
    }

    private void add(ConsumerRecord<byte[], byte[]> message) {
        digests.add(digest(message.topic(), message.key(), message.value(), message.headers()));
    }

    private ByteBuffer digest(String topic, byte[] key, byte[] value, Iterable<Header> headers) {
        sha.reset();
        sha.update(topic.getBytes(StandardCharsets.UTF_8));
        update(key);
        update(value);
        for (Header header : headers) {
            // Who has written it does not matter.
            if (!header.key().equals(WriterEpochHeader.NAME)) {
                update(header.key().getBytes(StandardCharsets.UTF_8));
                update(header.value());
            }
        }
        return ByteBuffer.wrap(sha.digest());
    }

    private void update(byte[] bytes) {
        sha.update(
                ByteBuffer.allocate(Integer.BYTES)
                        .putInt(bytes == null ? -1 : bytes.length)
                        .flip());
        if (bytes != null) {
            sha.update(bytes);
        }
    }

    /** Behind the last record of the span, whether it is committed or not. */
    private static Map<TopicPartition, Long> ends(
            KafkaAccess kafka, List<String> topics, SentSpan span) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka, UNCOMMITTED)) {
            Map<TopicPartition, Long> until = new HashMap<>();
            for (String topic : topics) {
                consumer.partitionsFor(topic)
                        .forEach(
                                info ->
                                        until.put(
                                                new TopicPartition(topic, info.partition()),
                                                span.untilMillis()));
            }
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(until.keySet()));
            for (Map.Entry<TopicPartition, OffsetAndTimestamp> later :
                    consumer.offsetsForTimes(until).entrySet()) {
                if (later.getValue() != null) {
                    ends.put(later.getKey(), later.getValue().offset());
                }
            }
            return ends;
        }
    }

    private static void seek(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            long fromMillis) {
        Map<TopicPartition, Long> from = new HashMap<>();
        ends.keySet().forEach(partition -> from.put(partition, fromMillis));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(from);
        ends.forEach(
                (partition, end) -> {
                    OffsetAndTimestamp first = found.get(partition);
                    consumer.seek(partition, first == null ? end : Math.min(end, first.offset()));
                });
    }

    private static boolean isAt(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(
            KafkaAccess kafka, String isolationLevel) {
        return new KafkaConsumer<>(
                kafka.settings(
                        Map.of(
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                isolationLevel,
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
