package io.outpost.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.outpost.environment.KafkaAccess;
import io.outpost.flink.parts.KafkaBroker;
import io.outpost.ingest.LogWriter;
import io.outpost.ingest.ObservationRecords;
import io.outpost.ingest.SchemaIds;
import io.outpost.ingest.station.StationForm;
import io.outpost.ingest.station.StationProtocol;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.WireFormat;
import io.outpost.tracing.SampledTraces;
import io.outpost.tracing.TraceReceiver;
import io.outpost.tracing.Traceparent;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real broker of MQTT on one side, one of Kafka on the other. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MqttSubscriberIT {
    private static final String LOG = "outpost.observations.v1";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir private static Path kafkaFolder;
    private static CutConnection toKafka;
    private static KafkaBroker kafka;
    private static OneSchema registry;

    @TempDir private Path folder;
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Instant begin = Instant.now();
    private MqttBroker broker;
    private Station station;
    private LogWriter log;
    private String topic;

    @BeforeAll
    static void startParts() throws Exception {
        toKafka = new CutConnection();
        kafka =
                KafkaBroker.start(
                        kafkaFolder,
                        Map.of("advertised.listeners", "PLAINTEXT://127.0.0.1:" + toKafka.port()));
        toKafka.leadTo(URI.create("tcp://" + kafka.bootstrapServers()).getPort());
        registry = new OneSchema();
    }

    @AfterAll
    static void endParts() throws IOException {
        registry.close();
        kafka.close();
        toKafka.close();
    }

    @BeforeEach
    void start(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        kafka.createTopic(topic, 1);
        log = new LogWriter(KafkaAccess.open("127.0.0.1:" + toKafka.port()), topic);
        broker = MqttBroker.start(folder);
        station = new Station(broker.port());
    }

    @AfterEach
    void end() {
        toKafka.mend();
        log.close();
        broker.close();
    }

    private String json(int number) {
        return "{\"observed_at\":\"%s\",\"air_temperature_celsius\":%d}"
                .formatted(begin.minusSeconds(number), number % 40);
    }

    private MqttSettings settings(MessageFormat format, int inFlight) {
        return settings(broker.port(), null, null, format, inFlight);
    }

    private static MqttSettings settings(
            int port, String user, String password, MessageFormat format, int inFlight) {
        return new MqttSettings(
                URI.create("tcp://127.0.0.1:" + port),
                "outpost-mqtt",
                user,
                password,
                null,
                TopicTemplate.of("outpost/{place}/{sensor}"),
                format,
                inFlight);
    }

    private LogTarget target() {
        return new LogTarget(log, new ObservationRecords(new SchemaIds(registry.url(), LOG)));
    }

    private MqttSubscriber subscribe(MqttSettings settings) {
        MqttSubscriber subscriber =
                MqttSubscriber.start(settings, target(), meters, SampledTraces.none());
        Wait.until(subscriber::isSubscribed);
        return subscriber;
    }

    private MqttSubscriber subscribe(MessageHandler handler, int inFlight, Duration patience) {
        MqttSubscriber subscriber =
                new MqttSubscriber(
                        settings(MessageFormat.JSON, inFlight),
                        handler,
                        new MqttMetrics(meters),
                        patience);
        subscriber.begin();
        Wait.until(subscriber::isSubscribed);
        return subscriber;
    }

    private double count(String meter, String... tags) {
        return meters.counter(meter, tags).count();
    }

    /** Reads so many. */
    private List<ConsumerRecord<byte[], byte[]>> read(int number) {
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            while (read.size() < number) {
                consumer.poll(Duration.ofSeconds(1)).forEach(read::add);
            }
        }
        return read;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", "127.0.0.1:" + toKafka.port()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** All that is there. */
    private List<ConsumerRecord<byte[], byte[]>> all() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            TopicPartition partition = new TopicPartition(topic, 0);
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            return end == 0 ? List.of() : read((int) end);
        }
    }

    private static Observation decoded(ConsumerRecord<byte[], byte[]> record) {
        int header = WireFormat.HEADER_BYTES;
        try {
            return new SpecificDatumReader<>(Observation.class)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(
                                            record.value(),
                                            header,
                                            record.value().length - header,
                                            null));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<ByteBuffer> distinct(List<ConsumerRecord<byte[], byte[]>> records) {
        Set<ByteBuffer> values = new HashSet<>();
        records.forEach(record -> values.add(ByteBuffer.wrap(record.value())));
        return values;
    }

    @Test
    void fiveThousandMessagesComeIntoTheLogThoughKafkaIsAwayInBetween() throws Exception {
        int messages = 5_000;
        try (MqttSubscriber subscriber = subscribe(settings(MessageFormat.JSON, 200))) {
            for (int i = 0; i < messages; i++) {
                if (i == messages / 2) {
                    Wait.until(() -> count("outpost.mqtt.observations") > 100);
                    toKafka.cut();
                }
                station.publish("outpost/hut/s" + i % 7, json(i));
            }
            Wait.until(() -> count("outpost.mqtt.retries") > 0);
            assertTrue(subscriber.inFlight() > 0);
            assertTrue(count("outpost.mqtt.observations") < messages);
            toKafka.mend();
            Wait.until(() -> count("outpost.mqtt.observations") == messages);
            assertEquals(messages, distinct(all()).size());
            Wait.until(() -> subscriber.inFlight() == 0);
        }
    }

    @Test
    void whatWasNotAcknowledgedComesAgainAndIsTheSame() {
        int messages = 20;
        Intake intake =
                new Intake(
                        new MessageReader(
                                TopicTemplate.of("outpost/{place}/{sensor}"), MessageFormat.JSON),
                        target(),
                        new Intake.Watch(new MqttMetrics(meters), SampledTraces.none()),
                        Clock.systemUTC());
        // It ends after Kafka's acknowledgement and before that of MQTT.
        MessageHandler endsBefore =
                (to, payload) ->
                        intake.handle(to, payload)
                                .thenCompose(done -> new CompletableFuture<Void>());
        try (MqttSubscriber ended = subscribe(endsBefore, 100, Duration.ZERO)) {
            for (int i = 0; i < messages; i++) {
                station.publish("outpost/hut/roof", json(i));
            }
            // The broker sends no more than a few before it hears of them.
            Wait.until(() -> ended.inFlight() > 0 && count("outpost.mqtt.observations") > 0);
        }
        int before = all().size();
        assertTrue(before > 0);
        try (MqttSubscriber next = subscribe(settings(MessageFormat.JSON, 100))) {
            Wait.until(() -> distinct(all()).size() == messages && next.inFlight() == 0);
            assertTrue(all().size() > messages);
        }
        LinkedBlockingQueue<String> left = new LinkedBlockingQueue<>();
        MessageHandler keeps =
                (to, payload) -> {
                    left.add(to);
                    return CompletableFuture.completedFuture(null);
                };
        try (MqttSubscriber last = subscribe(keeps, 100, PATIENCE)) {
            station.publish("outpost/hut/last", json(0));
            Wait.until(() -> !left.isEmpty());
            assertEquals(List.of("outpost/hut/last"), List.copyOf(left));
            assertTrue(last.isSubscribed());
        }
        intake.close();
    }

    @Test
    void whatIsPublishedWhileItIsDownComesLater() {
        subscribe(settings(MessageFormat.JSON, 10)).close();
        for (int i = 0; i < 50; i++) {
            station.publish("outpost/hut/roof", json(i));
        }
        try (MqttSubscriber subscriber = subscribe(settings(MessageFormat.JSON, 10))) {
            assertEquals(50, distinct(read(50)).size());
            Wait.until(() -> subscriber.inFlight() == 0);
        }
    }

    @Test
    void aMessageThatWillNeverBeAnObservationIsCountedAndDoesNotComeAgain() {
        try (MqttSubscriber subscriber = subscribe(settings(MessageFormat.JSON, 10))) {
            station.publish("outpost/hut/roof", "no JSON");
            station.publish("outpost/hut/roof", "{}");
            station.publish("outpost/hut/roof", json(1));
            assertEquals(1.0, decoded(read(1).get(0)).getAirTemperatureCelsius());
            Wait.until(() -> subscriber.inFlight() == 0);
        }
        subscribe(settings(MessageFormat.JSON, 10)).close();
        assertEquals(1, count("outpost.mqtt.rejected", "reason", "UNREADABLE"));
        assertEquals(1, count("outpost.mqtt.rejected", "reason", "NO_QUANTITY"));
        assertEquals(2, count("outpost.mqtt.messages", "outcome", "rejected"));
        assertEquals(1, count("outpost.mqtt.messages", "outcome", "taken"));
    }

    @Test
    void takesWhatIsRetainedAndWhatNobodyNeedsToAcknowledge() {
        station.publish("outpost/hut/retained", json(1), MqttQos.AT_LEAST_ONCE, true);
        try (MqttSubscriber subscriber = subscribe(settings(MessageFormat.JSON, 10))) {
            assertEquals("retained", decoded(read(1).get(0)).getSensorId());
            station.publish("outpost/hut/quick", json(2), MqttQos.AT_MOST_ONCE, false);
            assertEquals("quick", decoded(read(2).get(1)).getSensorId());
            Wait.until(() -> subscriber.inFlight() == 0);
        }
    }

    @Test
    void takesNoMoreThanItMay() {
        LinkedBlockingQueue<CompletableFuture<Void>> taken = new LinkedBlockingQueue<>();
        MessageHandler waits =
                (to, payload) -> {
                    CompletableFuture<Void> done = new CompletableFuture<>();
                    taken.add(done);
                    return done;
                };
        try (MqttSubscriber subscriber = subscribe(waits, 3, Duration.ZERO)) {
            for (int i = 0; i < 8; i++) {
                station.publish("outpost/hut/roof", json(i));
            }
            for (int ended = 0; ended < 8; ended++) {
                int expected = Math.min(3, 8 - ended);
                Wait.until(() -> taken.size() == expected);
                assertEquals(expected, subscriber.inFlight());
                taken.remove().complete(null);
            }
            Wait.until(() -> subscriber.inFlight() == 0);
        }
    }

    @Test
    void connectsAgainWhereTheBrokerWasAway() {
        int port = broker.port();
        try (MqttSubscriber subscriber = subscribe(settings(MessageFormat.JSON, 10))) {
            station.publish("outpost/hut/roof", json(1));
            read(1);
            broker.close();
            Wait.until(() -> !subscriber.isSubscribed());
            assertTrue(subscriber.notReady().orElseThrow().contains("127.0.0.1:" + port));
            broker = MqttBroker.start(Files.createDirectory(folder.resolve("again")), port);
            station = new Station(broker.port());
            Wait.until(subscriber::isSubscribed);
            assertTrue(subscriber.notReady().isEmpty());
            station.publish("outpost/hut/roof", json(2));
            assertEquals(2, distinct(read(2)).size());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void logsInAsTheEnvironmentSays() throws Exception {
        try (MqttBroker guarded =
                MqttBroker.startWithLogin(Files.createDirectory(folder.resolve("guarded")))) {
            MqttSettings wrong =
                    settings(guarded.port(), MqttBroker.USER, "wrong", MessageFormat.JSON, 10);
            MqttSettings right =
                    settings(
                            guarded.port(),
                            MqttBroker.USER,
                            MqttBroker.PASSWORD,
                            MessageFormat.JSON,
                            10);
            assertFalse(right.toString().contains(MqttBroker.PASSWORD));
            try (MqttSubscriber refused =
                            MqttSubscriber.start(wrong, target(), meters, SampledTraces.none());
                    MqttSubscriber subscriber = subscribe(right)) {
                assertTrue(subscriber.isSubscribed());
                assertFalse(refused.isSubscribed());
            }
        }
    }

    @Test
    void aSampledMessageBeginsATraceWithWhichItsRecordGoesOn() throws Exception {
        try (TraceReceiver receiver = new TraceReceiver()) {
            Traceparent ofRecord;
            try (SampledTraces traces = SampledTraces.of(receiver.url(), "outpost-mqtt", 1);
                    MqttSubscriber subscriber =
                            MqttSubscriber.start(
                                    settings(MessageFormat.JSON, 10), target(), meters, traces)) {
                Wait.until(subscriber::isSubscribed);
                station.publish("outpost/hut/roof", json(1));
                byte[] header = read(1).get(0).headers().lastHeader(Traceparent.HEADER).value();
                ofRecord = Traceparent.parse(new String(header, StandardCharsets.ISO_8859_1));
                station.publish("outpost/hut/roof", "no JSON");
                Wait.until(() -> count("outpost.mqtt.rejected", "reason", "UNREADABLE") == 1);
                Wait.until(() -> subscriber.inFlight() == 0);
            }
            TraceReceiver.Received taken = receiver.ofTrace(ofRecord.traceId()).get(0);
            assertEquals("outpost-mqtt", taken.service());
            assertEquals("take message", taken.name());
            assertEquals(ofRecord.spanId(), taken.spanId());
            assertEquals("taken", taken.attributes().get("outpost.outcome"));
            assertEquals("outpost/hut/roof", taken.attributes().get("messaging.destination.name"));
            assertEquals(
                    List.of("UNREADABLE"),
                    receiver.spans().stream()
                            .filter(span -> !span.traceId().equals(ofRecord.traceId()))
                            .map(span -> span.attributes().get("outpost.outcome"))
                            .toList());
        }
    }

    @Test
    void aSessionOfAStationGivesWhatItGivesOverHttp() throws Exception {
        List<String> session = new ArrayList<>();
        String[] days = {"12.300", "12.310", "0.000", "0.020"};
        for (int i = 0; i < days.length; i++) {
            session.add(
                    "PASSKEY=0123456789ABCDEF&stationtype=GW1100A_V2.3.2&dateutc=2026-03-10+21:0"
                            + i
                            + ":00&tempf=6"
                            + i
                            + ".40&humidity=87&baromrelin=29.958&baromabsin=29.816&dailyrainin="
                            + days[i]
                            + "&wh65batt=0&unknown"
                            + i
                            + "=1");
        }
        Map<Instant, Observation> overHttp = new HashMap<>();
        try (MqttSubscriber subscriber = subscribe(settings(MessageFormat.ECOWITT, 10))) {
            for (String report : session) {
                Observation observation =
                        StationProtocol.ECOWITT
                                .read(StationForm.parse(report), "hut", "roof", begin)
                                .observation();
                overHttp.put(observation.getObservedAt(), observation);
                station.publish("outpost/hut/roof", report);
            }
            Map<Instant, Observation> overMqtt = new HashMap<>();
            for (ConsumerRecord<byte[], byte[]> record : read(session.size())) {
                assertEquals("hut", new String(record.key(), StandardCharsets.UTF_8));
                Observation observation = decoded(record);
                overMqtt.put(observation.getObservedAt(), observation);
            }
            assertEquals(overHttp, overMqtt);
            Wait.until(() -> subscriber.inFlight() == 0);
        }
    }
}
