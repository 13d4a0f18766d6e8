package io.outpost.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.console.CommandException;
import io.outpost.cli.console.Progress;
import io.outpost.cli.outcome.Outcome;
import io.outpost.cli.outcome.Patience;
import io.outpost.cli.outcome.Rejections;
import io.outpost.cli.outcome.ResultStore;
import io.outpost.cli.outcome.ResultsWait;
import io.outpost.cli.replay.recording.Reading;
import io.outpost.cli.send.Ledger;
import io.outpost.cli.send.PlaceEntry;
import io.outpost.cli.send.PlaceRecords;
import io.outpost.cli.send.SendLog;
import io.outpost.cli.stack.Endpoints;
import io.outpost.cli.topic.TopicReader;
import io.outpost.flink.parts.KafkaBroker;
import io.outpost.schemas.Place;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends to a real broker and waits on a real Postgres; the test writes what the job would have
 * written.
 */
class SendAndWaitIT {
    private static final String LOG = "outpost.observations.v1.relog";
    private static final int PARTITIONS = 4;
    private static final int SCHEMA_ID = 17;
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final Progress NOWHERE =
            new Progress(
                    new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                    false,
                    System::nanoTime);

    @TempDir private static Path brokerFolder;
    private static KafkaBroker broker;
    private static EmbeddedPostgres postgres;

    @TempDir private Path folder;
    private final SendLog log = new SendLog();

    @BeforeAll
    static void start() throws IOException, InterruptedException, ExecutionException {
        broker = KafkaBroker.start(brokerFolder);
        broker.createTopic(LOG, PARTITIONS);
        broker.createTopic(Topic.REJECTED_OBSERVATIONS.topicName(), 1);
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
    void forget() throws SQLException {
        execute("TRUNCATE outpost.place_counters, outpost.places");
    }

    @Test
    void sendsToTheJavaDefaultPartitionInOrderAndKeepsTheLedger() throws IOException {
        List<Reading> readings = readings("a", "b", "c");

        Path file = send(readings);

        Map<String, List<String>> received = receivedByKey();
        for (String place : List.of("a", "b", "c")) {
            assertEquals(
                    readings.stream()
                            .filter(r -> r.placeId().equals(place))
                            .map(r -> new String(r.value(), StandardCharsets.UTF_8))
                            .toList(),
                    received.get(place));
        }
        List<String> lines = Files.readAllLines(file);
        JsonNode end = new ObjectMapper().readTree(lines.get(lines.size() - 1));
        assertTrue(end.get("complete").asBoolean());
        assertEquals(300, end.get("acknowledged").asLong());
        assertEquals(log.snapshot().digest(), end.get("digest").asText());
        assertEquals("{\"a\":100,\"b\":100,\"c\":100}", end.get("places").toString());
        long inPartitions = 0;
        for (JsonNode partition : end.get("partitions")) {
            inPartitions += partition.get("count").asLong();
        }
        assertEquals(300, inPartitions);
    }

    @Test
    void endsWhenEveryRecordIsAccountedForAndCountsEachRejectionOnce()
            throws IOException, SQLException, InterruptedException, ExecutionException {
        counters("d", 7, 1);
        try (ResultStore store = store();
                Rejections rejections = new Rejections(broker.access(), LOG, log)) {
            ResultsWait wait = wait(store, rejections, Map.of("d", 100L));
            send(readings("d"));
            int partition = log.snapshot().partitions().keySet().iterator().next();
            long first = log.snapshot().partitions().get(partition).firstOffset();
            reject("NO_QUANTITY", partition, first);
            reject("NO_QUANTITY", partition, first);
            reject("NO_QUANTITY", partition, first - 1);
            reject("TIME_JUMP", partition, first + 1);
            counters("d", 7 + 98, 1 + 1);

            Outcome outcome = wait.await(log, Patience.of(LONG), NOWHERE);

            assertTrue(outcome.balances());
            assertEquals(98, outcome.counters().accepted());
            assertEquals(2, outcome.rejected());
            assertEquals(Map.of("NO_QUANTITY", 1L, "TIME_JUMP", 1L), outcome.rejectedByReason());
        }
    }

    @Test
    void saysWhatIsMissingAfterTheTimeout() throws IOException, SQLException {
        try (ResultStore store = store();
                Rejections rejections = new Rejections(broker.access(), LOG, log)) {
            ResultsWait wait = wait(store, rejections, Map.of("e", 100L));
            send(readings("e"));
            counters("e", 60, 0);

            CommandException e =
                    assertThrows(
                            CommandException.class,
                            () -> wait.await(log, Patience.of(SHORT), NOWHERE));
            assertTrue(e.getMessage().contains("40 missing"), e.getMessage());
            assertTrue(e.getMessage().contains("e 60/100"), e.getMessage());
        }
    }

    @Test
    void registersOnlyPlacesThatTheTableDoesNotHave() throws SQLException {
        PlaceEntry there = sandy("a", "A", null, null, 1.5);
        PlaceEntry renamed = sandy("b", "B", 10.0, 3600, 1.5);
        PlaceEntry absent = new PlaceEntry("c", "C", null, null, null, "UTC", null);
        PlaceEntry measuredHigher = sandy("d", "D", null, null, 10.0);
        place("a", "A", "NULL", "NULL");
        place("b", "old name", "10", "3600");
        place("d", "D", "NULL", "NULL");
        try (ResultStore store = store()) {
            assertEquals(
                    List.of(renamed, absent, measuredHigher),
                    store.missing(List.of(there, renamed, absent, measuredHigher)));
        }
    }

    private static PlaceEntry sandy(
            String id,
            String name,
            Double elevationMetres,
            Integer staleAfterSeconds,
            double windHeightMetres) {
        return new PlaceEntry(
                id,
                name,
                1.5,
                2.5,
                elevationMetres,
                "UTC",
                staleAfterSeconds,
                "SAND",
                "LARGE",
                90.0,
                windHeightMetres);
    }

    @Test
    void placesStandInTheLogBeforeTheirObservationsAndSayWhatTheyAre()
            throws IOException, InterruptedException {
        PlaceEntry place =
                new PlaceEntry("f", "F", 1.5, 2.5, null, "UTC", 3600, "CLAY", "LARGE", 90.0, 1.5);

        new PlaceRecords(LOG, SCHEMA_ID).send(List.of(place), broker.access());
        send(readings("f"));

        List<ConsumerRecord<byte[], byte[]>> records =
                received().stream().filter(record -> key(record).equals("f")).toList();
        assertEquals(101, records.size());
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        assertEquals(
                RecordType.PLACE.fullName(),
                new String(
                        first.headers().lastHeader(RecordType.HEADER).value(),
                        StandardCharsets.UTF_8));
        assertEquals(SCHEMA_ID, WireFormat.schemaId(first.value()));
        Place sent = decoded(first.value());
        assertEquals("CLAY", sent.getSurface());
        assertEquals("LARGE", sent.getStreamSize());
        assertEquals(90, sent.getAspectDegrees());
        assertEquals(1.5, sent.getWindHeightMetres());
        assertEquals(100, log.count(), "the send log is of observations");
        assertEquals(
                first.offset() + 1,
                log.snapshot().partitions().get(first.partition()).firstOffset());
    }

    private static Place decoded(byte[] value) throws IOException {
        return new SpecificDatumReader<Place>(Place.getClassSchema())
                .read(
                        null,
                        DecoderFactory.get()
                                .binaryDecoder(
                                        value,
                                        WireFormat.HEADER_BYTES,
                                        value.length - WireFormat.HEADER_BYTES,
                                        null));
    }

    @Test
    void aPlaceWhosePanesAreStillOpenIsSaid() throws IOException, SQLException {
        try (ResultStore store = store();
                Rejections rejections = new Rejections(broker.access(), LOG, log)) {
            ResultsWait wait = wait(store, rejections, Map.of("g", 100L));
            send(readings("g"));
            counters("g", 100, 0);
            execute("UPDATE outpost.place_counters SET open_panes = 3");

            CommandException e =
                    assertThrows(
                            CommandException.class,
                            () -> wait.await(log, new Patience(LONG, SHORT), NOWHERE));
            assertTrue(e.getMessage().contains("3 panes are open"), e.getMessage());
        }
    }

    private static ResultsWait wait(
            ResultStore store, Rejections rejections, Map<String, Long> toSend)
            throws SQLException {
        return new ResultsWait(store, rejections, toSend, System::nanoTime);
    }

    private Path send(List<Reading> readings) throws IOException {
        ReplaySettings settings =
                new ReplaySettings(
                        folder,
                        null,
                        null,
                        0,
                        "lz4",
                        false,
                        true,
                        Patience.of(LONG),
                        new Acceptance(0),
                        false);
        try (Ledger ledger = Ledger.create(folder, "test", Clock.systemUTC())) {
            new ReadingSender(endpoints(), settings, NOWHERE).send(readings, log, ledger);
            return ledger.file();
        }
    }

    private static List<Reading> readings(String... places) {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            for (String place : places) {
                byte[] value = (place + i).getBytes(StandardCharsets.UTF_8);
                readings.add(new Reading(place, i, i * 1000L, value));
            }
        }
        return readings;
    }

    private static Map<String, List<String>> receivedByKey() {
        Map<String, List<String>> received = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : received()) {
            received.computeIfAbsent(key(record), k -> new ArrayList<>())
                    .add(new String(record.value(), StandardCharsets.UTF_8));
        }
        return received;
    }

    /** All records of the log, each checked for its partition. */
    private static List<ConsumerRecord<byte[], byte[]>> received() {
        List<ConsumerRecord<byte[], byte[]>> received = new ArrayList<>();
        try (TopicReader reader = TopicReader.fromTheBeginning(broker.access(), LOG)) {
            Map<TopicPartition, Long> ends = reader.ends();
            while (reader.isBefore(ends)) {
                reader.poll(LONG).forEach(received::add);
            }
        }
        for (ConsumerRecord<byte[], byte[]> record : received) {
            assertEquals(
                    Utils.toPositive(Utils.murmur2(record.key())) % PARTITIONS, record.partition());
        }
        return received;
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private static void reject(String reason, int partition, long offset)
            throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(
                            Topic.REJECTED_OBSERVATIONS.topicName(),
                            new byte[] {1},
                            new byte[] {2});
            header(record, "outpost.reason", reason);
            header(record, "outpost.topic", LOG);
            header(record, "outpost.partition", Integer.toString(partition));
            header(record, "outpost.offset", Long.toString(offset));
            Objects.requireNonNull(producer.send(record).get());
        }
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String text) {
        record.headers().add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void counters(String place, int accepted, int rejected) throws SQLException {
        execute(
                String.format(
                        "INSERT INTO outpost.place_counters (place_id, records, accepted, duplicate, conflict,"
                                + " late, rejected, waiting, hour_tier_only, rewrites, flagged, open_panes,"
                                + " revision, as_of, writer_epoch) VALUES ('%s', %d, %d, 0, 0, 0, %d, 0, 0, 0,"
                                + " '{}', 0, 1, now(), 1) ON CONFLICT (place_id) DO UPDATE SET"
                                + " accepted = EXCLUDED.accepted, rejected = EXCLUDED.rejected",
                        place, accepted + rejected, accepted, rejected));
    }

    private static void place(String id, String name, String elevation, String staleAfter)
            throws SQLException {
        execute(
                String.format(
                        "INSERT INTO outpost.places (place_id, name, latitude, longitude, elevation_metres,"
                                + " time_zone, stale_after_seconds, surface, stream_size, aspect_degrees,"
                                + " wind_height_metres, removed, revision, as_of, writer_epoch)"
                                + " VALUES ('%s', '%s', 1.5, 2.5, %s, 'UTC', %s, 'SAND', 'LARGE', 90, 1.5,"
                                + " false, 1, now(), 1)",
                        id, name, elevation, staleAfter));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static ResultStore store() {
        return new ResultStore(endpoints());
    }

    private static Endpoints endpoints() {
        return new Endpoints(
                broker.access(),
                LOG,
                null,
                postgres.getJdbcUrl("postgres", "postgres"),
                "postgres",
                "",
                null,
                null);
    }
}
