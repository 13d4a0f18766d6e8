package io.outpost.flink.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.environment.KafkaAccess;
import io.outpost.flink.parts.Await;
import io.outpost.flink.parts.KafkaBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What a real broker says of a log, before and after it was changed. */
class LogCheckIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @TempDir private static Path folder;
    private static KafkaBroker broker;

    private String topic;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = KafkaBroker.start(folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    /** Each test has a topic of its own. */
    @BeforeEach
    void name(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName();
    }

    @Test
    void aFreshLogMayBeStarted() throws Exception {
        broker.createTopic(topic, 4);
        LogState log = look();
        assertArrayEquals(new long[4], log.firstOffsets());
        assertArrayEquals(new long[4], log.endOffsets());
        assertEquals(Optional.empty(), LogCheck.objectionToStart(log));
    }

    @Test
    void aLogThatGrowsIsReadOn() throws Exception {
        broker.createTopic(topic, 2);
        append(1, 3);
        KnownLog read = readToTheEnd();
        append(1, 2);
        assertArrayEquals(new long[] {0, 5}, look().endOffsets());
        assertEquals(Optional.empty(), LogCheck.objectionToGoOn(read, look()));
    }

    @Test
    void aTopicThatIsDeletedAndMadeAnewIsAnotherLog() throws Exception {
        broker.createTopic(topic, 2);
        append(0, 3);
        KnownLog read = readToTheEnd();
        broker.deleteTopic(topic);
        Await.until("the topic is gone", LIMIT, () -> look().equals(LogState.ABSENT));
        assertObjects("The log was deleted.", read);
        broker.createTopic(topic, 2);
        append(0, 3);
        assertObjects("The log was deleted and made anew", read);
    }

    @Test
    void addedPartitionsAreAnotherLog() throws Exception {
        broker.createTopic(topic, 2);
        KnownLog read = readToTheEnd();
        try (Admin admin = broker.admin()) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3))).all().get();
        }
        Await.until("there are 3 partitions", LIMIT, () -> look().partitions() == 3);
        assertObjects("The log had 2 partitions when the job began and has 3 now", read);
    }

    @Test
    void recordsDeletedBeforeTheyWereReadAreALoss() throws Exception {
        broker.createTopic(topic, 1);
        append(0, 2);
        KnownLog read = readToTheEnd();
        append(0, 3);
        delete(2);
        assertEquals(Optional.empty(), LogCheck.objectionToGoOn(read, look()));
        assertObjectsToStart("The log has lost its beginning: partition 0 starts at offset 2");
        delete(3);
        assertObjects("partition 0 was read up to offset 2 and starts at 3 now", read);
    }

    @Test
    void timesOfSendersAreObjectedTo() throws Exception {
        broker.createTopic(topic, 1, Map.of("message.timestamp.type", "CreateTime"));
        assertObjectsToStart("(message.timestamp.type=CreateTime)");
        assertObjects("(message.timestamp.type=CreateTime)", readToTheEnd());
    }

    @Test
    void compactionIsObjectedTo() throws Exception {
        broker.createTopic(
                topic,
                1,
                Map.of("message.timestamp.type", "LogAppendTime", "cleanup.policy", "compact"));
        assertObjectsToStart("(cleanup.policy=compact)");
    }

    @Test
    void aTopicThatDoesNotExistIsAnAnswer() throws Exception {
        assertEquals(LogState.ABSENT, look());
        assertObjectsToStart("The log does not exist.");
    }

    @Test
    void aBrokerThatDoesNotAnswerIsNoObjection() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LogCheck check =
                    new LogCheck(
                            KafkaAccess.open("127.0.0.1:" + silent.getLocalPort()),
                            topic,
                            Duration.ofMillis(300));
            NoAnswerException none = assertThrows(NoAnswerException.class, check::look);
            assertTrue(none.getMessage().startsWith("no answer about topic"), none.getMessage());
        }
        LogCheck nowhere =
                new LogCheck(KafkaAccess.open("no-such-host.invalid:9092"), topic, TIMEOUT);
        assertThrows(NoAnswerException.class, nowhere::look);
    }

    private LogState look() throws NoAnswerException {
        return new LogCheck(broker.access(), topic, TIMEOUT).look();
    }

    private KnownLog readToTheEnd() throws NoAnswerException {
        LogState log = look();
        return new KnownLog(log.topicId(), log.partitions(), log.endOffsets());
    }

    private void append(int partition, int records) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                var unused =
                        producer.send(new ProducerRecord<>(topic, partition, null, new byte[1]));
            }
        }
    }

    private void delete(long beforeOffset) throws Exception {
        try (Admin admin = broker.admin()) {
            admin.deleteRecords(
                            Map.of(
                                    new TopicPartition(topic, 0),
                                    RecordsToDelete.beforeOffset(beforeOffset)))
                    .all()
                    .get();
        }
    }

    private void assertObjects(String part, KnownLog read) throws NoAnswerException {
        Optional<String> objection = LogCheck.objectionToGoOn(read, look());
        assertTrue(objection.orElse("none").contains(part), objection::toString);
    }

    private void assertObjectsToStart(String part) throws NoAnswerException {
        Optional<String> objection = LogCheck.objectionToStart(look());
        assertTrue(objection.orElse("none").contains(part), objection::toString);
    }
}
