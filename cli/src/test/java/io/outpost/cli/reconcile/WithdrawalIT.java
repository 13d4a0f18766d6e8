package io.outpost.cli.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.topic.TopicReader;
import io.outpost.environment.KafkaAccess;
import io.outpost.flink.parts.KafkaBroker;
import io.outpost.schemas.Alert;
import io.outpost.schemas.Driver;
import io.outpost.schemas.Place;
import io.outpost.schemas.Transition;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import io.outpost.schemas.wire.WriterEpochHeader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real broker and a real Postgres; the test writes what three runs of the job would have written:
 * the old version, the new one, which is withdrawn, and the old one again.
 */
final class WithdrawalIT {
    private static final int SCHEMA_ID = 17;
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int EPOCHS_OF_A_TEST = 10;

    @TempDir private static Path brokerFolder;
    private static KafkaBroker broker;
    private static EmbeddedPostgres postgres;
    private static int runs;

    private final AtomicLong revisions = new AtomicLong();
    private Connection connection;
    private Admin admin;
    private String episode;
    private long old;
    private long onTrial;
    private long again;

    @BeforeAll
    static void start() throws IOException, InterruptedException, ExecutionException {
        broker = KafkaBroker.start(brokerFolder);
        broker.createTopic(Topic.ALERTS.topicName(), 4);
        broker.createTopic(Topic.CONDITIONS.topicName(), 4);
        broker.createTopic(Topic.PLACES.topicName(), 4);
        postgres = EmbeddedPostgres.start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
        postgres.close();
    }

    /** Each test has epochs and an episode of its own. */
    @BeforeEach
    void connect() throws SQLException {
        runs++;
        old = (long) runs * EPOCHS_OF_A_TEST;
        onTrial = old + 1;
        again = old + 3;
        episode = "%032x".formatted(runs);
        connection = postgres.getPostgresDatabase().getConnection();
        connection.setAutoCommit(false);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        admin.close();
    }

    @Test
    void anEpisodeThatOnlyTheWithdrawnVersionHasIsRetractedOnce() throws Exception {
        produce(onTrial, alert("BEGAN", 7), alert("CHANGED", 9));
        assertEquals(1, withdraw());
        Alert retraction = last();
        assertEquals("RETRACTED", retraction.getKind());
        assertEquals(episode, retraction.getEpisodeId());
        assertTrue(retraction.getRevision() < 0);
        assertEquals(retraction.getStartedAt(), retraction.getAt());
        assertEquals(0, withdraw(), "one that was killed runs again");
        assertEquals(3, alerts().size());
    }

    @Test
    void whatTheOldVersionEmitsAsWellIsNotRetracted() throws Exception {
        produce(onTrial, alert("BEGAN", 7));
        insert(again, alert("BEGAN", 7));
        insert(again, alert("ENDED", 9));
        produce(again, alert("ENDED", 9));
        assertEquals(0, withdraw());
    }

    @Test
    void anEpisodeOfAPreferenceThatDidNotHappenIsRetractedForItsReaders() throws Exception {
        produce(onTrial, ofPreference(alert("BEGAN", 7)));
        assertEquals(1, withdraw());
        assertEquals("RETRACTED", last().getKind());
        assertEquals("dry", last().getPreferenceId());
        assertEquals("preference:dry", last().getSubject());
        assertEquals(0, withdraw());
    }

    @Test
    void anEpisodeOfAPreferenceThatStandsIsCorrectedToHowItStands() throws Exception {
        insertOfPreference(old, alert("BEGAN", 3));
        produce(onTrial, ofPreference(alert("ENDED", 7)));
        assertEquals(1, withdraw());
        Alert standing = ofPreference(alert("BEGAN", 3));
        assertEquals(
                Alert.newBuilder(standing)
                        .setKind("CORRECTED")
                        .setRevision(last().getRevision())
                        .setAlertId(last().getAlertId())
                        .build(),
                last());
        assertTrue(last().getRevision() < 0);
        assertEquals(0, withdraw());
    }

    @Test
    void whatTheOldVersionEmitsOfAPreferenceAsWellIsNotRetracted() throws Exception {
        produce(onTrial, ofPreference(alert("BEGAN", 7)));
        insertOfPreference(again, alert("BEGAN", 7));
        assertEquals(0, withdraw());
    }

    /** A double whose sign is lost in the row, and one that is none. */
    @Test
    void aRowSaysItsMessageToTheLastBit() throws Exception {
        Alert sent =
                Alert.newBuilder(alert("BEGAN", 7))
                        .setDrivers(
                                List.of(
                                        new Driver("a", -0.0, 3600),
                                        new Driver("b", Double.NaN, 0),
                                        new Driver("c", 0.1 + 0.2, 1)))
                        .build();
        produce(onTrial, sent);
        insert(again, sent);
        assertEquals(0, withdraw());
    }

    @Test
    void anEpisodeThatStandsIsCorrectedToHowItStands() throws Exception {
        insert(old, alert("BEGAN", 3));
        produce(onTrial, alert("ENDED", 7));
        assertEquals(1, withdraw());
        Alert correction = last();
        assertEquals("CORRECTED", correction.getKind());
        assertNull(correction.getEndedAt());
        assertEquals("CAUTION", correction.getLevel());
        assertEquals(0, withdraw());
    }

    /**
     * The idempotency key of both is the same, so that a reader may have passed the second over.
     */
    @Test
    void theSameAlertWithOtherContentIsCorrected() throws Exception {
        produce(onTrial, Alert.newBuilder(alert("BEGAN", 7)).setLevel("DANGER").build());
        insert(again, alert("BEGAN", 7));
        produce(again, alert("BEGAN", 7));
        assertEquals(1, withdraw());
        assertEquals("CORRECTED", last().getKind());
        assertEquals("CAUTION", last().getLevel());
        assertEquals(0, withdraw());
    }

    @Test
    void oneThatTheOldVersionRetractsItselfIsRetracted() throws Exception {
        insert(old, alert("BEGAN", 3));
        produce(onTrial, alert("ENDED", 7));
        insert(again, alert("RETRACTED", 8));
        produce(again, alert("RETRACTED", 8));
        assertEquals(1, withdraw());
        assertEquals("RETRACTED", last().getKind());
        assertEquals(0, withdraw());
    }

    /** Its retraction would say that the episode is open, after its end. */
    @Test
    void whatTheJobSendsMeanwhileIsCorrectedOnceMore() throws Exception {
        insert(old, alert("BEGAN", 3));
        produce(onTrial, alert("CHANGED", 7));
        Alert end = alert("ENDED", 9);
        boolean[] isSent = new boolean[1];
        long published =
                withdraw(
                        () -> {},
                        () -> {
                            if (!isSent[0]) {
                                isSent[0] = true;
                                produce(again, end);
                                insert(again, end);
                            }
                        });
        assertEquals(2, published);
        assertEquals("CORRECTED", last().getKind());
        assertEquals(end.getEndedAt(), last().getEndedAt());
        Set<Long> different = new TreeSet<>();
        alerts().forEach(one -> different.add(one.getRevision()));
        assertEquals(Set.of(7L, 9L, -again - 1, -again - 2), different);
        assertEquals(0, withdraw());
        insert(again, alert("RETRACTED", 12));
        produce(again, alert("RETRACTED", 12));
        assertEquals(0, withdraw(), "what comes later stands by itself");
    }

    @Test
    void aTransactionThatIsOpenIsAwaited() throws Exception {
        insert(old, alert("BEGAN", 3));
        produce(onTrial, alert("CHANGED", 7));
        insert(again, alert("ENDED", 9));
        try (KafkaProducer<byte[], byte[]> open = transaction(again, alert("ENDED", 9))) {
            assertEquals(1, withdraw(open::commitTransaction, () -> {}, 1));
        }
        assertEquals(NOON.plusSeconds(60), last().getEndedAt());
    }

    @Test
    void aTransactionThatStaysOpenIsAnError() throws Exception {
        produce(onTrial, alert("CHANGED", 7));
        try (KafkaProducer<byte[], byte[]> open = transaction(again, alert("ENDED", 9))) {
            assertThrows(
                    CommandException.class,
                    () -> withdraw(() -> {}, () -> {}, 1, Duration.ofMillis(500)));
            open.abortTransaction();
        }
        assertEquals(1, withdraw());
    }

    @Test
    void messagesOfOthersAreNotRetracted() throws Exception {
        produce(old, alert("BEGAN", 3));
        produce(again, alert("CHANGED", 4));
        produce(WriterEpochHeader.NONE, alert("CHANGED", 5));
        assertEquals(0, withdraw());
    }

    @Test
    void aTransitionThatDidNotHappenIsRetracted() throws Exception {
        produce(onTrial, transition("ACTIVE", 7));
        assertEquals(1, withdraw(Retraction.TRANSITIONS, () -> {}, () -> {}, LIMIT));
        Transition retraction = lastTransition();
        assertTrue(retraction.getRetracted());
        assertTrue(retraction.getRevision() < 0);
        assertEquals("ACTIVE", retraction.getState());
        assertEquals(0, withdraw(Retraction.TRANSITIONS, () -> {}, () -> {}, LIMIT));
    }

    @Test
    void aTransitionThatStandsIsSaidAgain() throws Exception {
        insert(old, transition("PENDING", 3));
        insert(again, transition("ACTIVE", 6));
        produce(again, transition("ACTIVE", 6));
        produce(onTrial, transition("RECOVERING", 7));
        assertEquals(1, withdraw(Retraction.TRANSITIONS, () -> {}, () -> {}, LIMIT));
        assertEquals("ACTIVE", lastTransition().getState());
        assertEquals(false, lastTransition().getRetracted());
        assertEquals(0, withdraw(Retraction.TRANSITIONS, () -> {}, () -> {}, LIMIT));
    }

    /** The job has not sent again what was there already, before it was overwritten. */
    @Test
    void aPlaceIsWhatItsRowSays() throws Exception {
        produce(onTrial, place("back", "right"), place("back", "wrong"), place("gone", "wrong"));
        produce(onTrial, place("same", "right"), place("removed", "wrong"));
        produce(old, place("others", "whatever"));
        insert("back", false);
        insert("same", false);
        insert("removed", true);
        assertEquals(3, withdrawPlaces());
        Map<String, String> names = new HashMap<>();
        read(Kind.PLACES).forEach(place -> names.put(place.getPlaceId(), place.getName()));
        assertEquals(
                Map.of("back", "right", "same", "right", "others", "whatever"),
                names.entrySet().stream()
                        .filter(one -> !one.getValue().isEmpty())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        assertEquals(0, withdrawPlaces());
    }

    /** Something of the job, in the middle of a round. */
    private interface Step {
        void run() throws Exception;
    }

    private long withdraw() throws Exception {
        return withdraw(() -> {}, () -> {});
    }

    private long withdraw(Step settling, Step beforePublishing) throws Exception {
        return withdraw(Retraction.ALERTS, settling, beforePublishing, LIMIT);
    }

    /** The settling step is run in the first rounds only. */
    private long withdraw(Step settling, Step beforePublishing, int rounds) throws Exception {
        return withdraw(settling, beforePublishing, rounds, LIMIT);
    }

    private long withdraw(Step settling, Step beforePublishing, int rounds, Duration limit)
            throws Exception {
        int[] left = {rounds};
        return withdraw(
                Retraction.ALERTS,
                () -> {
                    if (left[0]-- > 0) {
                        settling.run();
                    }
                },
                beforePublishing,
                limit);
    }

    private long withdrawPlaces() throws Exception {
        KafkaAccess kafka = broker.access();
        long aMinuteAgo = System.currentTimeMillis() - Duration.ofMinutes(1).toMillis();
        MessageDecoder<Place> decoder =
                new MessageDecoder<>(Kind.PLACES.schema(), id -> Kind.PLACES.schema());
        WriterSpan writers = new WriterSpan(old, again - 1, aMinuteAgo);
        try (Publisher<Place> publisher = new Publisher<>(Kind.PLACES, kafka);
                TopicReader reader =
                        TopicReader.fromTime(kafka, Topic.PLACES.topicName(), aMinuteAgo)) {
            return new Withdrawal<>(new OverwrittenPlaces(writers, decoder, connection), reader)
                    .run(admin, () -> {}, missing -> publisher.publish(missing, SCHEMA_ID), LIMIT);
        }
    }

    private <M extends SpecificRecord> long withdraw(
            Retraction<M> retraction, Step settling, Step beforePublishing, Duration limit)
            throws Exception {
        Kind<M> kind = retraction.kind();
        KafkaAccess kafka = broker.access();
        long aMinuteAgo = System.currentTimeMillis() - Duration.ofMinutes(1).toMillis();
        revisions.compareAndSet(0, -again - 1);
        WithdrawnSends<M> sends =
                new RetractedMessages<>(
                        retraction,
                        new WriterSpan(old, again - 1, aMinuteAgo),
                        new MessageDecoder<>(kind.schema(), id -> kind.schema()),
                        connection,
                        revisions::getAndDecrement);
        try (Publisher<M> publisher = new Publisher<>(kind, kafka);
                TopicReader reader =
                        TopicReader.fromTime(kafka, kind.topic().topicName(), aMinuteAgo)) {
            return new Withdrawal<>(sends, reader)
                    .run(
                            admin,
                            () -> quietly(settling),
                            missing -> {
                                quietly(beforePublishing);
                                return publisher.publish(missing, SCHEMA_ID);
                            },
                            limit);
        }
    }

    private static void quietly(Step step) {
        try {
            step.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Alert alert(String kind, long revision) {
        return Alert.newBuilder()
                .setAlertId(Kind.hash(episode + kind + revision))
                .setEpisodeId(episode)
                .setKind(kind)
                .setRevision(revision)
                .setPlaceId("lake")
                .setSubject("HEAT")
                .setAt(NOON.plusMillis(revision))
                .setStartedAt(NOON)
                .setEndedAt(kind.equals("ENDED") ? NOON.plusSeconds(60) : null)
                .setLevel("CAUTION")
                .setDrivers(List.of(new Driver("heat_index_celsius", 27.3, 3600)))
                .setProvisional(false)
                .build();
    }

    private static Alert ofPreference(Alert alert) {
        return Alert.newBuilder(alert).setSubject("preference:dry").setPreferenceId("dry").build();
    }

    private Transition transition(String state, long revision) {
        return Transition.newBuilder()
                .setPlaceId("place " + runs)
                .setCondition("HEAT")
                .setAt(NOON)
                .setFromState("OK")
                .setState(state)
                .setLevel("CAUTION")
                .setEpisodeId(null)
                .setDrivers(List.of(new Driver("heat_index_celsius", 27.3, 3600)))
                .setRevision(revision)
                .setRetracted(false)
                .build();
    }

    private static Place place(String id, String name) {
        return Place.newBuilder().setPlaceId(id).setName(name).setTimeZone("UTC").build();
    }

    private void insert(long writerEpoch, Alert alert) throws SQLException {
        insert(
                "INSERT INTO outpost.alerts (alert_id, episode_id, kind, revision, place_id, subject, at, started_at, ended_at, level, drivers, provisional, as_of, writer_epoch)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, now(), ?)",
                alert.getAlertId(),
                alert.getEpisodeId(),
                alert.getKind(),
                alert.getRevision(),
                alert.getPlaceId(),
                alert.getSubject(),
                alert.getAt().atOffset(ZoneOffset.UTC),
                alert.getStartedAt().atOffset(ZoneOffset.UTC),
                alert.getEndedAt() == null ? null : alert.getEndedAt().atOffset(ZoneOffset.UTC),
                alert.getLevel(),
                json(alert.getDrivers()),
                alert.getProvisional(),
                writerEpoch);
    }

    private void insertOfPreference(long writerEpoch, Alert alert) throws SQLException {
        insert(
                "INSERT INTO outpost.preference_alerts (alert_id, episode_id, kind, revision, place_id, preference_id, at, started_at, ended_at, level, drivers, as_of, writer_epoch)"
                        + " VALUES (?, ?, ?, ?, ?, 'dry', ?, ?, ?, ?, ?::jsonb, now(), ?)",
                alert.getAlertId(),
                alert.getEpisodeId(),
                alert.getKind(),
                alert.getRevision(),
                alert.getPlaceId(),
                alert.getAt().atOffset(ZoneOffset.UTC),
                alert.getStartedAt().atOffset(ZoneOffset.UTC),
                alert.getEndedAt() == null ? null : alert.getEndedAt().atOffset(ZoneOffset.UTC),
                alert.getLevel(),
                json(alert.getDrivers()),
                writerEpoch);
    }

    private void insert(long writerEpoch, Transition transition) throws SQLException {
        insert(
                "INSERT INTO outpost.condition_transitions (place_id, condition, at, revision, from_state, state, level, episode_id, drivers, retracted, as_of, writer_epoch)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, now(), ?)",
                transition.getPlaceId(),
                transition.getCondition(),
                transition.getAt().atOffset(ZoneOffset.UTC),
                transition.getRevision(),
                transition.getFromState(),
                transition.getState(),
                transition.getLevel(),
                transition.getEpisodeId(),
                json(transition.getDrivers()),
                transition.getRetracted(),
                writerEpoch);
    }

    private void insert(String placeId, boolean removed) throws SQLException {
        insert(
                "INSERT INTO outpost.places (place_id, name, time_zone, removed, revision, as_of, writer_epoch)"
                        + " VALUES (?, 'right', 'UTC', ?, 1, now(), ?)",
                placeId,
                removed,
                again);
    }

    private void insert(String sql, Object... values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
        connection.commit();
    }

    private static String json(List<Driver> drivers) {
        return drivers.stream()
                .map(
                        driver ->
                                "{\"measure\":\"%s\",\"value\":%s,\"windowSeconds\":%d}"
                                        .formatted(
                                                driver.getMeasure(),
                                                Double.isNaN(driver.getValue())
                                                        ? "null"
                                                        : Double.toString(driver.getValue()),
                                                driver.getWindowSeconds()))
                .toList()
                .toString();
    }

    private void produce(long writerEpoch, SpecificRecord... messages) {
        try (KafkaProducer<byte[], byte[]> producer = transaction(writerEpoch, messages)) {
            producer.commitTransaction();
        }
    }

    /** Open, with all records at the broker. */
    @SuppressWarnings("FutureReturnValueIgnored") // the flush and the commit see to it
    private static KafkaProducer<byte[], byte[]> transaction(
            long writerEpoch, SpecificRecord... messages) {
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "transactional.id",
                                "withdrawal-it-" + writerEpoch),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        for (SpecificRecord message : messages) {
            Topic topic = message instanceof Alert ? Topic.ALERTS : Topic.CONDITIONS;
            String key = "lake";
            if (message instanceof Place place) {
                topic = Topic.PLACES;
                key = place.getPlaceId();
            }
            ProducerRecord<byte[], byte[]> made =
                    new ProducerRecord<>(
                            topic.topicName(),
                            key.getBytes(StandardCharsets.UTF_8),
                            WireFormat.encode(SCHEMA_ID, message));
            if (writerEpoch != WriterEpochHeader.NONE) {
                made.headers().add(WriterEpochHeader.NAME, WriterEpochHeader.value(writerEpoch));
            }
            producer.send(made);
        }
        producer.flush();
        return producer;
    }

    private Alert last() throws Exception {
        List<Alert> alerts = alerts();
        return alerts.get(alerts.size() - 1);
    }

    /** Those of the episode, as a read_committed reader sees them. */
    private List<Alert> alerts() throws Exception {
        return read(Kind.ALERTS).stream()
                .filter(one -> one.getEpisodeId().equals(episode))
                .toList();
    }

    private Transition lastTransition() throws Exception {
        List<Transition> all =
                read(Kind.TRANSITIONS).stream()
                        .filter(one -> one.getPlaceId().equals("place " + runs))
                        .toList();
        return all.get(all.size() - 1);
    }

    /** A tombstone is a place without a name. */
    private static <M extends SpecificRecord> List<M> read(Kind<M> kind) throws Exception {
        MessageDecoder<M> decoder = new MessageDecoder<>(kind.schema(), id -> kind.schema());
        List<M> found = new ArrayList<>();
        try (TopicReader reader =
                TopicReader.fromTheBeginning(broker.access(), kind.topic().topicName())) {
            Map<TopicPartition, Long> ends = reader.ends();
            while (reader.isBefore(ends)) {
                for (ConsumerRecord<byte[], byte[]> read : reader.poll(Duration.ofMillis(100))) {
                    String key = new String(read.key(), StandardCharsets.UTF_8);
                    found.add(
                            read.value() == null
                                    ? kind.tombstone().apply(key)
                                    : decoder.decode(read.value()));
                }
            }
        }
        return found;
    }
}
