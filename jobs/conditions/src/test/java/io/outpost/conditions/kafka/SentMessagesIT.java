package io.outpost.conditions.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.conditions.pipeline.SentSpan;
import io.outpost.environment.KafkaAccess;
import io.outpost.flink.parts.KafkaBroker;
import io.outpost.schemas.wire.WriterEpochHeader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker with the messages of another writer epoch. */
final class SentMessagesIT {
    private static final String TOPIC = "messages";
    private static final String IDS = "messages-job";

    @TempDir private Path folder;

    @Test
    void whoHasSentAMessageDoesNotMatterButAllElseDoes() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder)) {
            broker.createTopic(TOPIC, 2);
            produce(
                    broker,
                    List.of(record("a", "1", "offset", "7", 5), record("a", "gone", "x", "", 5)));
            long now = System.currentTimeMillis();
            long hour = Duration.ofHours(1).toMillis();
            SentMessages sent =
                    SentMessages.read(
                            KafkaAccess.open(broker.bootstrapServers()),
                            IDS,
                            List.of(TOPIC),
                            new SentSpan(now - hour, now + hour),
                            SentMessages.PATIENCE);
            assertEquals(2, sent.size());
            assertTrue(sent.contains(record("a", "1", "offset", "7", 5)));
            assertTrue(sent.contains(record("a", "1", "offset", "7", 6)));
            assertFalse(sent.contains(record("a", "2", "offset", "7", 6)));
            assertFalse(sent.contains(record("b", "1", "offset", "7", 6)));
            assertFalse(sent.contains(record("a", "1", "offset", "8", 6)));
            assertFalse(sent.contains(record("a", "1", "other", "7", 6)));
        }
    }

    /** Its producer was killed, and nobody would end it for hours. */
    @Test
    void aTransactionThatAnotherJobHasLeftOpenIsAbortedAndAnOwnOneIsNot() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder)) {
            broker.createTopic(TOPIC, 1);
            produce(broker, List.of(record("a", "1", "offset", "7", 5)));
            try (KafkaProducer<byte[], byte[]> left = begun(broker, IDS + "-0-1");
                    KafkaProducer<byte[], byte[]> other = begun(broker, "other-0-1")) {
                left.send(record("a", "left", "offset", "7", 5)).get();
                long until = System.currentTimeMillis() + 1;
                while (System.currentTimeMillis() <= until) {
                    Thread.onSpinWait();
                }
                try (KafkaProducer<byte[], byte[]> own = begun(broker, IDS + "-0-0")) {
                    own.send(record("a", "own", "offset", "7", 6)).get();
                    SentMessages sent =
                            SentMessages.read(
                                    KafkaAccess.open(broker.bootstrapServers()),
                                    IDS,
                                    List.of(TOPIC),
                                    new SentSpan(until - Duration.ofHours(1).toMillis(), until),
                                    Duration.ZERO);
                    assertEquals(1, sent.size());
                    assertTrue(sent.contains(record("a", "1", "offset", "7", 5)));
                    own.commitTransaction();
                }
                other.send(record("a", "other", "offset", "7", 5)).get();
                other.commitTransaction();
                assertThrows(ProducerFencedException.class, left::commitTransaction);
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> begun(KafkaBroker broker, String id) {
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "transactional.id",
                                id),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        return producer;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // closing it sends what is left
    private static void produce(KafkaBroker broker, List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                producer.send(record);
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> record(
            String key, String value, String header, String said, long writerEpoch) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(TOPIC, bytes(key), bytes(value));
        record.headers().add(header, bytes(said));
        record.headers().add(WriterEpochHeader.NAME, WriterEpochHeader.value(writerEpoch));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
