package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.console.Explanation;
import io.outpost.cli.http.JsonServer;
import io.outpost.cli.relog.RelogCommand;
import io.outpost.cli.send.RecordSender;
import io.outpost.cli.send.SendLog;
import io.outpost.cli.topic.TopicReader;
import io.outpost.cli.verify.log.Brokers;
import io.outpost.cli.verify.log.TopicStream;
import io.outpost.environment.Environment;
import io.outpost.environment.KafkaAccess;
import io.outpost.flink.parts.Await;
import io.outpost.flink.parts.GuardedKafka;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * What {@code prepare} allows, on a broker that asks for passwords and allows nothing by itself.
 */
final class AclsIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String LOG = Topic.OBSERVATIONS.topicName();
    private static final String ALERTS = Topic.ALERTS.topicName();
    private static final String CONDITIONS = Topic.CONDITIONS.topicName();
    private static final String PRINCIPALS =
            "conditions=User:conditions; archive=User:archive;sender=User:sender;sender=User:also;"
                    + "subscriber=User:subscriber;api=User:api";

    @TempDir private static Path folder;
    private static GuardedKafka kafka;

    @BeforeAll
    static void start() throws Exception {
        kafka =
                GuardedKafka.start(
                        folder,
                        "conditions",
                        "archive",
                        "sender",
                        "also",
                        "subscriber",
                        "api",
                        "nobody");
        StringWriter said = new StringWriter();
        assertEquals(0, prepare(said, "topics", "acls"), said::toString);
        for (String topic : topics()) {
            write(GuardedKafka.ADMIN, topic);
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void eachReadsAndWritesWhatItMustAndNothingElse() throws Exception {
        Set<String> messages =
                Set.of(
                        ALERTS,
                        CONDITIONS,
                        Topic.PLACES.topicName(),
                        Topic.PREFERENCES.topicName(),
                        Topic.LATE_OBSERVATIONS.topicName(),
                        Topic.REJECTED_OBSERVATIONS.topicName());
        assertEquals(with(messages, LOG), readable("conditions"));
        assertEquals(with(messages, LOG, Topic.EMISSIONS.topicName()), writable("conditions"));
        assertEquals(Set.of(LOG), readable("archive"));
        assertEquals(Set.of(), writable("archive"));
        assertEquals(Set.of(LOG, ALERTS), readable("api"));
        assertEquals(Set.of(LOG), writable("api"));
        for (String sender : List.of("sender", "also")) {
            assertEquals(Set.of(), readable(sender));
            assertEquals(Set.of(LOG), writable(sender));
        }
        assertEquals(Set.of(ALERTS, CONDITIONS), readable("subscriber"));
        assertEquals(Set.of(), writable("subscriber"));
        assertEquals(Set.of(), readable("nobody"));
        assertEquals(Set.of(), writable("nobody"));
    }

    @Test
    void eachHasItsOwnGroupsAndTransactions() throws Exception {
        List<String> groups =
                List.of(
                        "outpost-conditions",
                        "outpost-archive",
                        "outpost-subscriber",
                        "outpost-subscriber-mail",
                        "other");
        assertEquals(List.of("outpost-conditions"), groups("conditions", LOG, groups));
        assertEquals(List.of("outpost-archive"), groups("archive", LOG, groups));
        assertEquals(
                List.of("outpost-subscriber", "outpost-subscriber-mail"),
                groups("subscriber", ALERTS, groups));
        assertEquals(List.of(), groups("api", LOG, groups));
        assertEquals(List.of(), groups("sender", LOG, groups));
        assertTrue(transacts("conditions", "messages-outpost-conditions-0-1"));
        assertFalse(transacts("conditions", "reconcile-outpost-ALERTS"));
        assertFalse(transacts("sender", "messages-outpost-conditions-0-1"));
    }

    @Test
    void theJobsSeeHowTheLogIsSetAndNobodyElseDoes() throws Exception {
        assertTrue(seesSettings("conditions"));
        assertTrue(seesSettings("archive"));
        assertFalse(seesSettings("sender"));
        assertFalse(seesSettings("subscriber"));
    }

    @Test
    void askedAgainItMakesNoneAndTakesNoneAway() throws Exception {
        StringWriter said = new StringWriter();
        assertEquals(0, prepare(said, "acls"), said::toString);
        Acls acls = new Acls(kafka.access(GuardedKafka.ADMIN), Acls.names(LOG, variables()));
        assertEquals(0, acls.allow(KafkaPrincipal.parse(PRINCIPALS)));
        assertEquals(1, acls.allow(KafkaPrincipal.parse("sender=User:another")));
        assertEquals(0, acls.allow(KafkaPrincipal.parse("sender=User:another;")));
    }

    @Test
    void otherNamesComeFromTheVariablesOfTheirSettings() {
        var names =
                Acls.names(
                        "relogged",
                        new Environment(
                                Map.of(
                                        "OUTPOST_KAFKA_GROUP_ID", "g",
                                        "OUTPOST_ARCHIVE_GROUP_ID", "a",
                                        "OUTPOST_KAFKA_TRANSACTIONAL_ID_PREFIX", "t")));
        assertEquals("relogged", names.logTopic());
        assertEquals("g", names.conditionsGroup());
        assertEquals("a", names.archiveGroup());
        assertEquals("messages-t", names.transactions());
    }

    @Test
    void whatIsNoPrincipalIsReported() {
        for (String wrong :
                new String[] {
                    "sender",
                    "sender=me",
                    "sender=User:*",
                    "reader=User:a",
                    "Sender=User:a",
                    "=User:a"
                }) {
            var error =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> KafkaPrincipal.parse(wrong),
                            wrong);
            assertTrue(error.getMessage().contains("ROLE=User:NAME"), error.getMessage());
        }
        assertEquals(
                "User:CN=station,O=Weather",
                KafkaPrincipal.parse("sender=User:CN=station,O=Weather").get(0).name());
    }

    @Test
    void theClientsOfTheCommandsLogIn() throws Exception {
        KafkaAccess sender = kafka.access("sender");
        try (RecordSender records = sender(sender, LOG)) {
            records.send(new ProducerRecord<>(LOG, 0, null, new byte[] {7}));
            records.flush();
        }
        try (RecordSender alerts = sender(sender, ALERTS)) {
            alerts.send(new ProducerRecord<>(ALERTS, 0, null, new byte[] {7}));
            assertThrows(CommandException.class, alerts::flush);
        }
        KafkaAccess subscriber = kafka.access("subscriber");
        try (TopicReader alerts = TopicReader.fromTheBeginning(subscriber, ALERTS)) {
            List<Object> found = new ArrayList<>();
            Await.until("an alert", LIMIT, () -> !read(alerts, found).isEmpty());
        }
        assertThrows(
                TopicAuthorizationException.class,
                () -> TopicReader.fromTheBeginning(subscriber, LOG));
        Brokers brokers =
                Brokers.of(kafka.bootstrapServers(), kafka.clientProperties(GuardedKafka.ADMIN));
        try (TopicStream log = new TopicStream(brokers, LOG)) {
            List<Object> found = new ArrayList<>();
            log.readOn(found::add);
            assertFalse(found.isEmpty());
        }
        try (ConsumerLag lag = new ConsumerLag(kafka.access(GuardedKafka.ADMIN), LOG)) {
            assertTrue(lag.behind("nobody's").isPresent());
        }
    }

    @Test
    void relogCopiesTheLog() throws Exception {
        JsonServer registry = new JsonServer().on("/", "{\"id\":1}");
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        int exit =
                new CommandLine(new RelogCommand())
                        .setOut(writer)
                        .setErr(writer)
                        .execute(
                                "--data=" + folder.resolve("none"),
                                "--bootstrap-servers=" + kafka.bootstrapServers(),
                                "--registry-url=" + registry.url(),
                                "--kafka-client-properties="
                                        + kafka.clientProperties(GuardedKafka.ADMIN),
                                "--log-topic=" + Topic.LATE_OBSERVATIONS.topicName(),
                                "--to=copied");
        registry.close();
        assertEquals(0, exit, said::toString);
    }

    @Test
    void aWrongPasswordIsReportedAndNotShown() throws Exception {
        Path wrong = kafka.clientProperties("nobody", "guessed-password");
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        CommandLine prepare =
                new CommandLine(new PrepareCommand(variables())).setOut(writer).setErr(writer);
        prepare.setExecutionExceptionHandler(
                (failure, command, arguments) -> {
                    writer.println(Explanation.of(failure).orElseThrow());
                    return 1;
                });
        assertEquals(
                1,
                prepare.execute(
                        "topics",
                        "--bootstrap-servers=" + kafka.bootstrapServers(),
                        "--kafka-client-properties=" + wrong));
        assertTrue(said.toString().contains("Authentication failed"), said::toString);
        assertTrue(said.toString().contains("--kafka-client-properties"), said::toString);
        assertFalse(said.toString().contains("guessed-password"), said::toString);
        kafka.clientProperties("nobody");
        assertEquals(
                2,
                prepare.execute(
                        "acls",
                        "--bootstrap-servers=" + kafka.bootstrapServers(),
                        "--acl-principals=everybody"));
        assertTrue(said.toString().contains("--acl-principals: must be"), said::toString);
        assertEquals(2, prepare.execute("acls", "--bootstrap-servers=h:1"));
        assertTrue(said.toString().contains("--acl-principals is missing"), said::toString);
    }

    private static int prepare(StringWriter said, String... steps) throws IOException {
        PrintWriter writer = new PrintWriter(said, true);
        List<String> arguments = new ArrayList<>(Arrays.asList(steps));
        arguments.addAll(
                List.of(
                        "--emissions",
                        "--bootstrap-servers=" + kafka.bootstrapServers(),
                        "--kafka-client-properties=" + kafka.clientProperties(GuardedKafka.ADMIN),
                        "--acl-principals=" + PRINCIPALS));
        return new CommandLine(new PrepareCommand(variables()))
                .setOut(writer)
                .setErr(writer)
                .execute(arguments.toArray(String[]::new));
    }

    private static Environment variables() {
        return new Environment(Map.of());
    }

    private static RecordSender sender(KafkaAccess access, String topic) {
        return new RecordSender(access, topic, "none", LIMIT, new SendLog());
    }

    private static List<Object> read(TopicReader reader, List<Object> found) {
        reader.poll(Duration.ofMillis(100)).forEach(found::add);
        return found;
    }

    private static Set<String> topics() {
        Set<String> all = new TreeSet<>(RegistryPart.TOPICS);
        Arrays.stream(Topic.values()).map(Topic::topicName).forEach(all::add);
        return all;
    }

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    /** Does something, or is refused. */
    private interface Attempt {
        void run() throws Exception;
    }

    /**
     * Whether the broker let it. A refusal comes as itself, as the cause of a future's failure, or,
     * where a producer without an id was refused before it was asked to send, as the cause of the
     * error state that it is in by then.
     */
    private static boolean isAllowed(Attempt attempt) throws Exception {
        try {
            attempt.run();
            return true;
        } catch (Exception e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof AuthorizationException) {
                    return false;
                }
            }
            throw e;
        }
    }

    private static Set<String> readable(String user) throws Exception {
        Set<String> readable = new TreeSet<>();
        for (String topic : topics()) {
            if (isAllowed(() -> readOne(user, topic))) {
                readable.add(topic);
            }
        }
        return readable;
    }

    private static Set<String> writable(String user) throws Exception {
        Set<String> writable = new TreeSet<>();
        for (String topic : topics()) {
            if (isAllowed(() -> write(user, topic))) {
                writable.add(topic);
            }
        }
        return writable;
    }

    private static List<String> groups(String user, String topic, List<String> groups)
            throws Exception {
        List<String> allowed = new ArrayList<>();
        for (String group : groups) {
            if (isAllowed(() -> commit(user, topic, group))) {
                allowed.add(group);
            }
        }
        return allowed;
    }

    private static void readOne(String user, String topic) throws Exception {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(user, Map.of())) {
            TopicPartition first = new TopicPartition(topic, 0);
            consumer.assign(List.of(first));
            consumer.seek(first, 0);
            Await.until("a record of " + topic, LIMIT, () -> !poll(consumer).isEmpty());
        }
    }

    private static ConsumerRecords<byte[], byte[]> poll(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.poll(Duration.ofMillis(100));
    }

    private static void write(String user, String topic) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(user, Map.of())) {
            producer.send(new ProducerRecord<>(topic, 0, new byte[] {7}, new byte[] {7})).get();
        }
    }

    private static void commit(String user, String topic, String group) throws IOException {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(user, Map.of("group.id", group))) {
            consumer.commitSync(
                    Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(0)), LIMIT);
        }
    }

    private static boolean transacts(String user, String id) throws Exception {
        return isAllowed(
                () -> {
                    try (KafkaProducer<byte[], byte[]> producer =
                            producer(user, Map.of("transactional.id", id))) {
                        producer.initTransactions();
                    }
                });
    }

    private static boolean seesSettings(String user) throws Exception {
        ConfigResource log = new ConfigResource(ConfigResource.Type.TOPIC, LOG);
        try (Admin admin = Admin.create(kafka.access(user).settings(Map.of()))) {
            return isAllowed(() -> admin.describeConfigs(List.of(log)).all().get());
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String user, Map<String, ?> settings)
            throws IOException {
        return new KafkaConsumer<>(
                kafka.access(user).settings(settings),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static KafkaProducer<byte[], byte[]> producer(String user, Map<String, ?> settings)
            throws IOException {
        return new KafkaProducer<>(
                kafka.access(user).settings(settings),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
