package io.outpost.e2e.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic with all that ever happened to schemas: what the registry reads when it starts. */
final class SchemaJournal implements AutoCloseable {
    private static final TopicPartition PARTITION = new TopicPartition("kafkasql-journal", 0);

    private final String bootstrapServers;
    private final Admin admin;

    SchemaJournal(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** One thing that happened. */
    record Entry(byte[] key, byte[] value, Headers headers) {}

    List<Entry> read() {
        List<Entry> entries = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
            while (consumer.position(PARTITION) < end) {
                for (ConsumerRecord<byte[], byte[]> one : consumer.poll(Duration.ofMillis(200))) {
                    entries.add(new Entry(one.key(), one.value(), one.headers()));
                }
            }
        }
        return entries;
    }

    /** Deletes all entries. */
    void cut() throws ExecutionException, InterruptedException {
        // -1: up to the end.
        admin.deleteRecords(Map.of(PARTITION, RecordsToDelete.beforeOffset(-1))).all().get();
    }

    void write(List<Entry> entries) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (Entry entry : entries) {
                producer.send(
                                new ProducerRecord<>(
                                        PARTITION.topic(),
                                        PARTITION.partition(),
                                        entry.key(),
                                        entry.value(),
                                        entry.headers()))
                        .get();
            }
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
