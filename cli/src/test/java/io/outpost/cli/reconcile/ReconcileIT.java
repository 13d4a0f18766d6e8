package io.outpost.cli.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.Await;
import io.outpost.cli.topic.Offsets;
import io.outpost.cli.topic.TopicReader;
import io.outpost.cli.topic.UnreadRecords;
import io.outpost.flink.parts.KafkaBroker;
import io.outpost.schemas.Alert;
import io.outpost.schemas.Driver;
import io.outpost.schemas.Place;
import io.outpost.schemas.Transition;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker and a real Postgres; the test writes what the job would have written. */
class ReconcileIT {
    private static final int SCHEMA_ID = 17;
    private static final int MOST_AT_ONCE = 50;
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Reconciliation.Settling SETTLED = deadline -> {};

    @TempDir private static Path brokerFolder;
    private static KafkaBroker broker;
    private static EmbeddedPostgres postgres;
    private static int runs;

    private Connection connection;
    private Admin admin;

    @BeforeAll
    static void start() throws IOException {
        broker = KafkaBroker.start(brokerFolder);
        postgres = EmbeddedPostgres.start();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .schemas("outpost")
                .load()
                .migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
        postgres.close();
    }

    @BeforeEach
    void empty() throws SQLException, InterruptedException, ExecutionException {
        connection = postgres.getPostgresDatabase().getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE outpost.alerts, outpost.preference_alerts, outpost.places");
        }
        connection.setAutoCommit(false);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        if (runs++ > 0) {
            admin.deleteTopics(List.of(Topic.ALERTS.topicName(), Topic.PLACES.topicName()))
                    .all()
                    .get();
        }
        createEmpty(Topic.ALERTS);
        createEmpty(Topic.PLACES);
    }

    private static void createEmpty(Topic topic) throws InterruptedException, ExecutionException {
        for (int attempt = 0; attempt < 100; attempt++) {
            try {
                broker.createTopic(topic.topicName(), 4);
                return;
            } catch (ExecutionException e) {
                // The broker may still be deleting it; each attempt is a round trip.
                assertTrue(attempt < 99, e.toString());
            }
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        admin.close();
    }

    @Test
    void publishesWhatTheTopicHasLostAsItWasEmitted() throws Exception {
        Alert there = alert(1, "BEGAN", 3);
        Alert lost = alert(2, "ENDED", 9);
        insert(there);
        insert(lost);
        produce(there);

        ReconcileReport report = reconcile(SETTLED);

        assertEquals(
                "  missing  %s  lake\nalerts=2 on-topic=1 twice=0 unreadable=0 missing=1 published=1"
                        .formatted(lost.getAlertId()),
                report.text());
        assertTrue(report.isRepaired());
        assertEquals(Map.of(there, 1, lost, 1), committed());
        assertEquals(0, reconcile(SETTLED).missing(), "a second time there is nothing to do");
        assertEquals(Map.of(there, 1, lost, 1), committed());
    }

    @Test
    void theSameUnderAnotherRevisionIsAnotherAlert() throws Exception {
        Alert earlier = alert(1, "CHANGED", 3);
        Alert onTopic = alert(1, "CHANGED", 5);
        Alert later = alert(1, "CHANGED", 7);
        insert(earlier);
        insert(onTopic);
        insert(later);
        produce(onTopic);

        assertEquals(2, reconcile(SETTLED).published());
        assertEquals(Map.of(earlier, 1, onTopic, 1, later, 1), committed());
    }

    @Test
    void aNoDataAlertIsLikeAnyOther() throws Exception {
        Alert silent = Alert.newBuilder(alert(1, "BEGAN", 3)).setProvisional(true).build();
        insert(silent);

        assertEquals(1, reconcile(SETTLED).published());
        assertEquals(Map.of(silent, 1), committed());
    }

    @Test
    void anAlertOfAPreferenceIsOneOfThem() throws Exception {
        Alert there = alert(1, "BEGAN", 3);
        Alert lost =
                Alert.newBuilder(alert(2, "ENDED", 4))
                        .setSubject("preference:dry")
                        .setPreferenceId("dry")
                        .build();
        insert(there);
        insertOfPreference(lost);
        produce(there);
        reconcile(SETTLED);
        assertEquals(Map.of(there, 1, lost, 1), committed());
    }

    private void insertOfPreference(Alert alert) throws SQLException {
        insert(alert);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    INSERT INTO outpost.preference_alerts (alert_id, episode_id, kind, revision, place_id,
                        preference_id, at, started_at, ended_at, level, drivers, as_of, writer_epoch)
                    SELECT alert_id, episode_id, kind, revision, place_id, substr(subject, 12), at,
                        started_at, ended_at, level, drivers, as_of, writer_epoch
                    FROM outpost.alerts WHERE subject LIKE 'preference:%';
                    DELETE FROM outpost.alerts WHERE subject LIKE 'preference:%'
                    """);
        }
        connection.commit();
    }

    @Test
    void aDryRunPublishesNothing() throws Exception {
        insert(alert(1, "BEGAN", 3));

        ReconcileReport report = reconcile(SETTLED, missing -> 0);

        assertEquals(1, report.missing());
        assertFalse(report.isRepaired());
        assertEquals(Map.of(), committed());
    }

    @Test
    void waitsForTransactionsThatAreStillOpen() throws Exception {
        Alert inFlight = alert(1, "BEGAN", 3);
        Alert aborted = alert(2, "BEGAN", 4);
        insert(inFlight);
        insert(aborted);
        try (KafkaProducer<byte[], byte[]> commits = transaction("commits", inFlight);
                KafkaProducer<byte[], byte[]> aborts = transaction("aborts", aborted)) {
            ReconcileReport report =
                    reconcile(
                            deadline -> {
                                commits.commitTransaction();
                                aborts.abortTransaction();
                            });
            assertEquals(1, report.missing());
        }
        assertEquals(Map.of(inFlight, 1, aborted, 1), committed());
    }

    @Test
    void aTransactionThatStaysOpenIsNotJudged() throws Exception {
        insert(alert(1, "BEGAN", 3));
        try (KafkaProducer<byte[], byte[]> open = transaction("open", alert(2, "BEGAN", 4))) {
            assertThrows(
                    CommandException.class,
                    () -> reconcile(SETTLED, missing -> 0, Duration.ofMillis(300)));
            open.abortTransaction();
        }
    }

    @Test
    void reportsAlertsThatAreTwiceAndOfRecordsThatAreNone() throws Exception {
        Alert twice = alert(1, "BEGAN", 3);
        insert(twice);
        produce(twice, twice);
        produceBytes(new byte[] {1, 2, 3});

        ReconcileReport report = reconcile(SETTLED);

        assertEquals(1, report.twice());
        assertEquals(1, report.unreadable());
        assertEquals(0, report.missing());
    }

    @Test
    void ofTwoAtTheSameTimeOnlyTheLaterOnePublishes() throws Exception {
        Alert lost = alert(1, "BEGAN", 3);
        insert(lost);
        try (Publisher<Alert> first = new Publisher<>(Kind.ALERTS, broker.access())) {
            assertEquals(1, reconcile(SETTLED).published());
            assertThrows(CommandException.class, () -> first.publish(List.of(lost), SCHEMA_ID));
        }
        assertEquals(Map.of(lost, 1), committed());
    }

    @Test
    void publishesMoreThanItHoldsAtOnce() throws Exception {
        int lost = 2 * MOST_AT_ONCE + 5;
        for (int i = 0; i < lost; i++) {
            insert(alert(i, "BEGAN", 1));
        }
        assertEquals(lost, reconcile(SETTLED).published());
        assertEquals(lost, committed().size());
    }

    @Test
    void publishesTransitionsThatTheirTopicHasLost() throws Exception {
        broker.createTopic(Topic.CONDITIONS.topicName(), 4);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    INSERT INTO outpost.condition_transitions (place_id, condition, at, revision, from_state,
                        state, level, episode_id, drivers, retracted, as_of, writer_epoch)
                    SELECT 'lake', 'HEAT', '2026-06-01T12:00:00Z', revision, 'PENDING', 'ACTIVE', 'CAUTION', 'e',
                        '[{"measure":"heat_index_celsius","value":27.5,"windowSeconds":3600}]', false, now(), 1
                    FROM generate_series(1, 3) AS revision
                    """);
        }
        connection.commit();
        ResultTable<Transition> table = new ResultTable<>(Kind.TRANSITIONS, connection, null);
        List<Transition> rows = new ArrayList<>();
        table.read(row -> rows.add(row));
        assertEquals(3, rows.size());
        assertEquals(
                List.of(new Driver("heat_index_celsius", 27.5, 3600)), rows.get(0).getDrivers());

        try (Publisher<Transition> publisher = new Publisher<>(Kind.TRANSITIONS, broker.access());
                Published<Transition> topic =
                        new Published<>(
                                Kind.TRANSITIONS,
                                broker.access(),
                                id -> Transition.getClassSchema())) {
            publish(publisher, Topic.CONDITIONS, rows.subList(0, 1));
            Reconciliation<Transition> reconciliation =
                    new Reconciliation<>(
                            table,
                            topic,
                            SETTLED,
                            new Reconciliation.Reach(admin, LIMIT, MOST_AT_ONCE));
            Reconciliation.Repair<Transition> repair =
                    missing -> publish(publisher, Topic.CONDITIONS, missing);
            assertEquals(
                    "transitions=3 on-topic=1 twice=0 unreadable=0 missing=2 published=2",
                    lastLine(reconciliation.run(repair).text()));
            assertEquals(
                    "transitions=3 on-topic=3 twice=0 unreadable=0 missing=0 published=0",
                    reconciliation.run(repair).text());
        }
    }

    @Test
    void publishesTheParametersOfPlacesThatTheirTopicHasLost() throws Exception {
        insertPlace("same", "now", false);
        insertPlace("lost", "now", false);
        insertPlace("back", "first", false);
        insertPlace("gone", "", true);
        insertPlace("stays-gone", "", true);
        try (Publisher<Place> publisher = placePublisher();
                Published<Place> topic = placeTopic()) {
            publish(
                    publisher,
                    Topic.PLACES,
                    List.of(
                            place("same", "before"),
                            place("same", "now"),
                            place("back", "first"),
                            place("back", "second"),
                            place("gone", "still there"),
                            place("stays-gone", "was there"),
                            removed("stays-gone")));
            Reconciliation<Place> reconciliation = placeReconciliation(topic, SETTLED);
            Reconciliation.Repair<Place> repair =
                    missing -> publish(publisher, Topic.PLACES, missing);
            ReconcileReport dryRun = reconciliation.run(missing -> 0);
            assertEquals(
                    "places=5 on-topic=3 twice=0 unreadable=0 missing=3 published=0",
                    lastLine(dryRun.text()));
            assertFalse(dryRun.isRepaired());
            assertEquals(
                    "places=5 on-topic=3 twice=0 unreadable=0 missing=3 published=3",
                    lastLine(reconciliation.run(repair).text()));
            assertEquals(
                    "places=5 on-topic=3 twice=0 unreadable=0 missing=0 published=0",
                    reconciliation.run(repair).text());
        }
        assertEquals(Map.of("same", "now", "lost", "now", "back", "first"), newestNames());
    }

    @Test
    void parametersThatChangeMeanwhileAreNotPublishedAsTheyWere() throws Exception {
        insertPlace("lake", "before", false);
        try (Publisher<Place> publisher = placePublisher();
                Published<Place> topic = placeTopic()) {
            Reconciliation.Settling changes = deadline -> insertPlace("lake", "after", false);
            ReconcileReport report =
                    placeReconciliation(topic, changes)
                            .run(missing -> publisher.publish(missing, SCHEMA_ID));
            assertEquals(0, report.published(), "the job emits it itself");
        }
        assertEquals(Map.of(), newestNames());
    }

    private Reconciliation<Place> placeReconciliation(
            Published<Place> topic, Reconciliation.Settling settling) {
        return new Reconciliation<>(
                new ResultTable<>(Kind.PLACES, connection, null),
                topic,
                settling,
                new Reconciliation.Reach(admin, LIMIT, MOST_AT_ONCE));
    }

    /**
     * Returns when readers see it: the end of a transaction is in its partitions after its commit.
     */
    private <M extends SpecificRecord> int publish(
            Publisher<M> publisher, Topic topic, List<M> messages) {
        int published = publisher.publish(messages, SCHEMA_ID);
        try {
            Await.until("no transaction is open", LIMIT, () -> isReadable(topic));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return published;
    }

    private boolean isReadable(Topic topic) throws ExecutionException, InterruptedException {
        return ends(topic, IsolationLevel.READ_COMMITTED)
                .equals(ends(topic, IsolationLevel.READ_UNCOMMITTED));
    }

    private Map<TopicPartition, Long> ends(Topic topic, IsolationLevel isolation)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        admin.describeTopics(List.of(topic.topicName()))
                .allTopicNames()
                .get()
                .get(topic.topicName())
                .partitions()
                .forEach(
                        partition ->
                                wanted.put(
                                        new TopicPartition(
                                                topic.topicName(), partition.partition()),
                                        OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(wanted, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static Publisher<Place> placePublisher() {
        return new Publisher<>(Kind.PLACES, broker.access());
    }

    private static Published<Place> placeTopic() {
        return new Published<>(Kind.PLACES, broker.access(), id -> Place.getClassSchema());
    }

    private static Place place(String id, String name) {
        return Place.newBuilder()
                .setPlaceId(id)
                .setName(name)
                .setLatitude(47.25)
                .setStaleAfterSeconds(600)
                .setSurface("SAND")
                .setStreamSize("LARGE")
                .setAspectDegrees(90.0)
                .setWindHeightMetres(1.5)
                .setAttribution("A")
                .build();
    }

    private static Place removed(String id) {
        return Place.newBuilder().setPlaceId(id).setName("").setRemoved(true).build();
    }

    private void insertPlace(String id, String name, boolean removed) {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO outpost.places (place_id, name, latitude, time_zone, stale_after_seconds,
                            surface, stream_size, aspect_degrees, wind_height_metres,
                            attribution, removed, revision, as_of, writer_epoch)
                        VALUES (?, ?, ?, 'UTC', ?, ?, ?, ?, ?, ?, ?, 1, now(), 1)
                        ON CONFLICT (place_id) DO UPDATE SET name = excluded.name
                        """)) {
            List<Object> values = new ArrayList<>(List.of(id, name));
            values.addAll(
                    removed
                            ? Collections.nCopies(7, null)
                            : List.of(47.25, 600, "SAND", "LARGE", 90.0, 1.5, "A"));
            values.add(removed);
            for (int i = 0; i < values.size(); i++) {
                insert.setObject(i + 1, values.get(i));
            }
            insert.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of each place that has a value on the topic, its name as a read_committed reader sees it. */
    private static Map<String, String> newestNames() throws IOException {
        Map<String, String> names = new HashMap<>();
        try (TopicReader reader =
                TopicReader.fromTheBeginning(broker.access(), Topic.PLACES.topicName())) {
            Map<TopicPartition, Long> ends = reader.ends();
            while (reader.isBefore(ends)) {
                for (ConsumerRecord<byte[], byte[]> read : reader.poll(Duration.ofMillis(100))) {
                    String id = new String(read.key(), StandardCharsets.UTF_8);
                    names.remove(id);
                    if (read.value() != null) {
                        names.put(id, decode(read.value(), new Place()).getName());
                    }
                }
            }
        }
        return names;
    }

    private static String lastLine(String text) {
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    @Test
    void aGroupThatHasReadAllRecordsHasReachedTheEndWhateverMarkersFollow() throws Exception {
        produce(alert(1, "BEGAN", 1));
        Map<TopicPartition, Long> ends = Offsets.ends(admin, Topic.ALERTS.topicName());
        long recordAndMarker = 2;
        assertEquals(recordAndMarker, ends.values().stream().mapToLong(Long::longValue).sum());
        String group = "reader-" + runs;
        try (UnreadRecords unread = new UnreadRecords(admin, broker.access(), LIMIT)) {
            assertFalse(unread.first(group, ends).isEmpty());
            assertEquals(1, unread.first(group, ends).size());
            Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
            ends.forEach(
                    (partition, end) ->
                            read.put(partition, new OffsetAndMetadata(Math.max(0, end - 1))));
            admin.alterConsumerGroupOffsets(group, read).all().get();
            assertTrue(unread.first(group, ends).isEmpty());
            produce(alert(2, "BEGAN", 1));
            assertTrue(unread.first(group, ends).isEmpty(), "what comes later is not asked for");
        }
    }

    private ReconcileReport reconcile(Reconciliation.Settling settling) throws Exception {
        try (Publisher<Alert> publisher = new Publisher<>(Kind.ALERTS, broker.access())) {
            return reconcile(settling, missing -> publisher.publish(missing, SCHEMA_ID));
        }
    }

    private ReconcileReport reconcile(
            Reconciliation.Settling settling, Reconciliation.Repair<Alert> repair)
            throws Exception {
        return reconcile(settling, repair, LIMIT);
    }

    private ReconcileReport reconcile(
            Reconciliation.Settling settling, Reconciliation.Repair<Alert> repair, Duration limit)
            throws Exception {
        try (Published<Alert> topic =
                new Published<>(Kind.ALERTS, broker.access(), id -> Alert.getClassSchema())) {
            return new Reconciliation<>(
                            new ResultTable<>(Kind.ALERTS, connection, null),
                            topic,
                            settling,
                            new Reconciliation.Reach(admin, limit, MOST_AT_ONCE))
                    .run(repair);
        }
    }

    private static Alert alert(int episode, String kind, long revision) {
        return Alert.newBuilder()
                .setAlertId(
                        "%016x%s%015x"
                                .formatted(episode, kind.equals("BEGAN"), revision)
                                .replace("true", "1")
                                .replace("false", "0"))
                .setEpisodeId("%032x".formatted(episode))
                .setKind(kind)
                .setRevision(revision)
                .setPlaceId("lake")
                .setSubject("HEAT")
                .setAt(NOON.plusMillis(1))
                .setStartedAt(NOON)
                .setEndedAt(kind.equals("ENDED") ? NOON.plusSeconds(60) : null)
                .setLevel(kind.equals("ENDED") ? null : "CAUTION")
                .setDrivers(List.of(new Driver("heat_index_celsius", 27.3, 3600)))
                .setProvisional(false)
                .build();
    }

    private void insert(Alert alert) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO outpost.alerts (alert_id, episode_id, kind, revision, place_id, subject,
                            at, started_at, ended_at, level, drivers, provisional, as_of, writer_epoch)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, now(), 1)
                        """)) {
            List<Object> values = new ArrayList<>();
            values.add(alert.getAlertId());
            values.add(alert.getEpisodeId());
            values.add(alert.getKind());
            values.add(alert.getRevision());
            values.add(alert.getPlaceId());
            values.add(alert.getSubject());
            values.add(alert.getAt().atOffset(ZoneOffset.UTC));
            values.add(alert.getStartedAt().atOffset(ZoneOffset.UTC));
            values.add(
                    alert.getEndedAt() == null
                            ? null
                            : alert.getEndedAt().atOffset(ZoneOffset.UTC));
            values.add(alert.getLevel());
            values.add(
                    "[{\"measure\":\"heat_index_celsius\",\"value\":%s,\"windowSeconds\":3600}]"
                            .formatted(alert.getDrivers().get(0).getValue()));
            values.add(alert.getProvisional());
            for (int i = 0; i < values.size(); i++) {
                insert.setObject(i + 1, values.get(i));
            }
            insert.executeUpdate();
        }
        connection.commit();
    }

    private void produce(Alert... alerts) {
        try (KafkaProducer<byte[], byte[]> producer = transaction("produce", alerts)) {
            producer.commitTransaction();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails when it does
    private void produceBytes(byte[] value) {
        try (KafkaProducer<byte[], byte[]> producer = producer("bytes")) {
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(Topic.ALERTS.topicName(), value));
            producer.commitTransaction();
        }
    }

    /** Open, with all records at the broker. */
    @SuppressWarnings("FutureReturnValueIgnored") // the flush and the commit see to it
    private KafkaProducer<byte[], byte[]> transaction(String id, Alert... alerts) {
        KafkaProducer<byte[], byte[]> producer = producer(id);
        producer.beginTransaction();
        for (Alert alert : alerts) {
            producer.send(
                    new ProducerRecord<>(
                            Topic.ALERTS.topicName(),
                            alert.getPlaceId().getBytes(StandardCharsets.UTF_8),
                            WireFormat.encode(SCHEMA_ID, alert)));
        }
        producer.flush();
        return producer;
    }

    private static KafkaProducer<byte[], byte[]> producer(String id) {
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "transactional.id",
                                "reconcile-it-" + id),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    /** How often each alert is there for a read_committed reader. */
    private Map<Alert, Integer> committed() throws IOException {
        Map<Alert, Integer> found = new HashMap<>();
        try (TopicReader reader =
                TopicReader.fromTheBeginning(broker.access(), Topic.ALERTS.topicName())) {
            Map<TopicPartition, Long> ends = reader.ends();
            while (reader.isBefore(ends)) {
                for (ConsumerRecord<byte[], byte[]> read : reader.poll(Duration.ofMillis(100))) {
                    found.merge(decode(read.value(), new Alert()), 1, Integer::sum);
                }
            }
        }
        return found;
    }

    private static <M extends SpecificRecord> M decode(byte[] value, M empty) throws IOException {
        return new SpecificDatumReader<M>(empty.getSchema())
                .read(
                        empty,
                        DecoderFactory.get()
                                .binaryDecoder(
                                        value,
                                        WireFormat.HEADER_BYTES,
                                        value.length - WireFormat.HEADER_BYTES,
                                        null));
    }
}
