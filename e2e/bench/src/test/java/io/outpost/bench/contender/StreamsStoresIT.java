package io.outpost.bench.contender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.BacklogRecords;
import io.outpost.bench.backlog.Disorder;
import io.outpost.bench.digest.RowDigest;
import io.outpost.bench.fixture.Addresses;
import io.outpost.bench.fixture.BrokerFixture;
import io.outpost.bench.fixture.ChildJvm;
import io.outpost.bench.fixture.Fixtures;
import io.outpost.bench.fixture.RecordSender;
import io.outpost.bench.fixture.RegistryFixture;
import io.outpost.bench.loop.SingleThreadLoop;
import io.outpost.cli.stack.Await;
import io.outpost.cli.stack.FreePorts;
import io.outpost.cli.topic.TopicReader;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsStoresIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String APPLICATION = "bench-stores";
    private static final String ROWS = "bench.rows";
    private static final Backlog BACKLOG =
            Backlog.inOrder(50, 4, 10, 30, 7).with(20, Disorder.NONE);

    /** Well after the backlog was observed. */
    private static final long RECEIVED_MILLIS = Backlog.START_MILLIS + 100L * 24 * 3_600_000;

    @TempDir Path folder;

    private final RowDigest expected = new RowDigest();
    private final List<ProducerRecord<byte[], byte[]>> log = new ArrayList<>();
    private BrokerFixture broker;
    private Admin admin;
    private int sent;

    @BeforeEach
    void startBroker() throws Exception {
        broker = BrokerFixture.start(folder.resolve("broker"), FreePorts.inARow(2));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        broker.createTopics();
        broker.createTopic(ROWS);
        String topic = Topic.OBSERVATIONS.topicName();
        new BacklogRecords(BACKLOG)
                .writeTo(
                        (partition, key, value) ->
                                log.add(new ProducerRecord<>(topic, partition, key, value)));
        // What was reported hours before the kill comes again after it.
        log.addAll(log.size() * 7 / 8, List.copyOf(log.subList(0, log.size() / 4)));
        SingleThreadLoop loop =
                new SingleThreadLoop(RegistryFixture.OBSERVATION, BACKLOG.endMillis(), expected);
        log.forEach(one -> loop.accept(one.value(), one.partition(), RECEIVED_MILLIS));
    }

    @AfterEach
    void stopBroker() {
        admin.close();
        broker.close();
    }

    @Test
    void everyRowIsThereOnceAfterAKillThatTookAllOfTheProcessAndItsFolder() throws Exception {
        int committed = log.size() / 2;
        killBeyond(committed);
        assertTrue(committed() < sent, "nothing uncommitted was lost");
        sendUntil(log.size());
        try (ChildJvm second = start("second", List.of(), (process, mark) -> {})) {
            second.await("all records", LIMIT, () -> committed() == log.size());
            Await.until("the end of transactions", LIMIT, this::isAllDecided);
        }
        RowDigest rows = committedRows();
        assertEquals(expected.rows(), rows.rows());
        assertEquals(expected.digest(), rows.digest());
    }

    /** Commits so many records, and is killed in the midst of the next ones. */
    private void killBeyond(int records) throws Exception {
        List<Long> marks = List.of(records + 1000L);
        try (ChildJvm first = start("first", marks, (process, mark) -> process.close())) {
            sendUntil(records);
            first.await("a commit", LIMIT, () -> committed() == records);
            sendUntil(log.size() * 3 / 4);
            assertTrue(Await.holds(LIMIT, () -> ProcessHandle.of(first.pid()).isEmpty()));
        }
        // Else the next process waits until they are missed.
        var all = new RemoveMembersFromConsumerGroupOptions();
        admin.removeMembersFromConsumerGroup(APPLICATION, all).all().get();
    }

    private ChildJvm start(String name, List<Long> marks, BiConsumer<ChildJvm, Object> reports)
            throws IOException {
        ContenderTask task =
                new ContenderTask(
                        ContenderKind.STREAMS_STORES,
                        new Addresses(broker.bootstrapServers(), "", "", ""),
                        2,
                        Topic.OBSERVATIONS.topicName(),
                        log.size(),
                        0,
                        0,
                        marks,
                        0,
                        false,
                        BACKLOG.endMillis(),
                        folder.resolve(name).toString());
        return ChildJvm.start(
                StreamsStoresProcess.class,
                Fixtures.heap(512),
                new StreamsStoresProcess.Task(task, APPLICATION, ROWS),
                reports);
    }

    private void sendUntil(int end) {
        try (RecordSender sender = new RecordSender(broker.bootstrapServers(), Map.of())) {
            log.subList(sent, end).forEach(message -> sender.send(message, metadata -> {}));
        }
        sent = end;
    }

    private long committed() throws ExecutionException, InterruptedException {
        return admin
                .listConsumerGroupOffsets(APPLICATION)
                .partitionsToOffsetAndMetadata()
                .get()
                .values()
                .stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    /** True when no transaction with rows is open. */
    private boolean isAllDecided() throws ExecutionException, InterruptedException {
        return rowsEnd(IsolationLevel.READ_COMMITTED) == rowsEnd(IsolationLevel.READ_UNCOMMITTED);
    }

    private long rowsEnd(IsolationLevel isolation) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        IntStream.range(0, Backlog.PARTITIONS)
                .forEach(p -> ends.put(new TopicPartition(ROWS, p), OffsetSpec.latest()));
        return admin
                .listOffsets(ends, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .values()
                .stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    private RowDigest committedRows() {
        RowDigest rows = new RowDigest();
        KafkaAccess kafka = KafkaAccess.open(broker.bootstrapServers());
        try (TopicReader reader = TopicReader.fromTheBeginning(kafka, ROWS)) {
            Map<TopicPartition, Long> ends = reader.ends();
            while (reader.isBefore(ends)) {
                reader.poll(Duration.ofMillis(200))
                        .forEach(row -> rows.add(ByteBuffer.wrap(row.value()).getLong()));
            }
        }
        return rows;
    }
}
