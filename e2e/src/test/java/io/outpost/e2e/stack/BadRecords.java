package io.outpost.e2e.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.outpost.cli.stack.Await;
import io.outpost.cli.verify.log.Brokers;
import io.outpost.cli.verify.log.TopicStream;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.LogRecords;
import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends what devices and attackers send, and reads what was rejected of it. */
final class BadRecords implements AutoCloseable {
    static final String FLAGGED_SQL =
            "SELECT count(*) FROM outpost.place_counters WHERE place_id = 'lab' AND (flagged->'AIR_TEMPERATURE_CELSIUS'->>'NOT_A_NUMBER')::int = 1 AND (flagged->'RELATIVE_HUMIDITY_PERCENT'->>'SENTINEL')::int = 1";

    private static final String PLACE = "lab";

    /** With key, header and framing just below what the broker takes. */
    private static final int LARGEST_VALUE = 1_048_400;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final String kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final int observationSchema;
    private final int strangeSchema;
    private final int placeSchema;
    private final int partitions;
    private final Map<Long, Sent> sent = new HashMap<>();

    /** A record as it must be on the topic of rejected ones, and why it must be there. */
    record Sent(String reason, int partition, byte[] key, byte[] value) {}

    /** A rejected record. */
    record Rejected(byte[] key, byte[] value, Map<String, String> headers) {
        static Rejected of(ConsumerRecord<byte[], byte[]> found) {
            Map<String, String> headers = new HashMap<>();
            for (Header header : found.headers()) {
                headers.put(header.key(), new String(header.value(), UTF_8));
            }
            return new Rejected(found.key(), found.value(), headers);
        }

        String header(String name) {
            return headers.get(name);
        }
    }

    BadRecords(LocalStack stack) throws RegistryUnavailableException {
        kafka = stack.kafka();
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                kafka,
                                "max.request.size",
                                4_000_000,
                                "compression.type",
                                "zstd"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        SchemaRegistry registry = new SchemaRegistry(stack.registryUrl());
        observationSchema =
                registry.register(Topic.OBSERVATIONS.subject(), Observation.getClassSchema());
        strangeSchema =
                registry.register(
                        "strange-value",
                        SchemaBuilder.record("Strange").fields().requiredInt("y").endRecord());
        placeSchema = registry.register(RecordType.PLACE.subject(), RecordType.PLACE.schema());
        partitions = producer.partitionsFor(Topic.OBSERVATIONS.topicName()).size();
    }

    /** Sends one record of each kind; by offset, which differ, for they share a partition. */
    Map<Long, Sent> sendAll() throws Exception {
        byte[] good = encoded(observation());
        send("EMPTY", new byte[0]);
        send("EMPTY", null);
        send("BAD_MAGIC", new byte[] {7, 1, 2, 3, 4, 5, 6, 7});
        send("BAD_MAGIC", noise(LARGEST_VALUE));
        send("BAD_MAGIC", new byte[] {0, 0, 0});
        send("UNKNOWN_SCHEMA", LogRecords.framed(999_999, new byte[] {2}));
        send("INCOMPATIBLE_SCHEMA", LogRecords.framed(strangeSchema, new byte[] {2}));
        send("UNDECODABLE", Arrays.copyOf(good, good.length / 2));
        send("UNDECODABLE", Arrays.copyOf(good, good.length + 3));
        send("UNDECODABLE", LogRecords.framed(observationSchema, LogRecords.lengthBomb()));
        send("ID_TOO_LONG", encoded(observation().setSensorId("x".repeat(1_000_000))));
        send("MISSING_SENSOR", encoded(observation().setSensorId("")));
        send("CONTROL_CHARACTER", encoded(observation().setSensorId("thermo\u0000meter")));
        send("MISSING_TIME", encoded(observation().setObservedAt(Instant.EPOCH)));
        send(
                "IN_FUTURE",
                encoded(observation().setObservedAt(Instant.parse("2100-01-01T00:00:00Z"))));
        send("BEFORE_2000", encoded(observation().setObservedAt(Instant.ofEpochSecond(1))));
        send("NAME_TOO_LONG", WireFormat.encode(placeSchema, placeWithLongName()));
        send("PARAMETER_OUT_OF_RANGE", WireFormat.encode(placeSchema, placeNowhere()));
        send("PARAMETER_OUT_OF_RANGE", WireFormat.encode(placeSchema, placeOnLava()));
        sendTooLarge();
        sendManyHeaders();
        send("NO_QUANTITY", encoded(observation().setAirTemperatureCelsius(null)));
        send("MISSING_PLACE", encoded(observation().setPlaceId(" ")));
        send("WRONG_PARTITION", encoded(observation().setPlaceId(elsewhere())));
        return sent;
    }

    /** Sends an observation with two bad values and a good one. */
    void sendFlagged() throws Exception {
        byte[] value =
                encoded(
                        observation()
                                .setAirTemperatureCelsius(Double.NaN)
                                .setRelativeHumidityPercent(-9999.0)
                                .setPressureHectopascals(1013.0));
        producer.send(message(value)).get();
    }

    /** Sends observations of the last minutes with a schema that the job has not seen. */
    void sendNewer(int newerSchemaId, String place, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            Instant at = now.minusSeconds(60L * (count - i));
            producer.send(LogRecords.newerObservation(newerSchemaId, place, at)).get();
        }
    }

    /** Reads the rejected records of what {@link #sendAll} has sent, by source offset. */
    Map<Long, Rejected> rejected(int expected) throws Exception {
        Map<Long, Rejected> rejected = new HashMap<>();
        try (TopicStream topic = rejectedTopic()) {
            Await.until(
                    "all bad records are rejected",
                    Duration.ofMinutes(2),
                    () -> {
                        topic.readOn(found -> take(Rejected.of(found), rejected));
                        return rejected.size() == expected;
                    });
        }
        return rejected;
    }

    private void take(Rejected found, Map<Long, Rejected> rejected) {
        long offset = Long.parseLong(found.header("outpost.offset"));
        if (sent.containsKey(offset) && rejected.put(offset, found) != null) {
            throw new AssertionError("rejected twice: " + offset);
        }
    }

    /** True when a record with this key is among the rejected ones so far. */
    boolean isRejected(String key) {
        Set<String> keys = new HashSet<>();
        try (TopicStream topic = rejectedTopic()) {
            topic.readOn(one -> keys.add(one.key() == null ? "" : new String(one.key(), UTF_8)));
        }
        return keys.contains(key);
    }

    private TopicStream rejectedTopic() {
        return new TopicStream(Brokers.open(kafka), Topic.REJECTED_OBSERVATIONS.topicName());
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(String reason, byte[] value) throws Exception {
        send(reason, message(value), value);
    }

    private void send(String reason, ProducerRecord<byte[], byte[]> message, byte[] kept)
            throws Exception {
        RecordMetadata written = producer.send(message).get();
        sent.put(written.offset(), new Sent(reason, written.partition(), utf8(PLACE), kept));
    }

    /** Compressed it is small enough for the broker. */
    private void sendTooLarge() throws Exception {
        byte[] value = new byte[3_000_000];
        send("TOO_LARGE", message(value), Arrays.copyOf(value, 65_536));
    }

    private void sendManyHeaders() throws Exception {
        byte[] value = encoded(observation());
        ProducerRecord<byte[], byte[]> message = message(value);
        message.headers().add("x".repeat(70_000), utf8("left out"));
        send("HEADERS_TOO_LARGE", message, value);
    }

    private static Place placeWithLongName() {
        return Place.newBuilder().setPlaceId(PLACE).setName("x".repeat(300_000)).build();
    }

    private static Place placeOnLava() {
        return Place.newBuilder().setPlaceId(PLACE).setName("Lava").setSurface("LAVA").build();
    }

    private static Place placeNowhere() {
        return Place.newBuilder().setPlaceId(PLACE).setName("Nowhere").setLatitude(123.0).build();
    }

    private static ProducerRecord<byte[], byte[]> message(byte[] value) {
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(Topic.OBSERVATIONS.topicName(), utf8(PLACE), value);
        message.headers().add("sender", utf8("kept"));
        return message;
    }

    private byte[] encoded(Observation.Builder observation) {
        return WireFormat.encode(observationSchema, observation.build());
    }

    private Observation.Builder observation() {
        return Observation.newBuilder()
                .setPlaceId(PLACE)
                .setSensorId("thermometer")
                .setObservedAt(now.minusSeconds(60))
                .setAirTemperatureCelsius(21.0);
    }

    /** A place that belongs to another partition than the one that all here is sent to. */
    private String elsewhere() {
        int own = partition(PLACE);
        int i = 0;
        while (partition("elsewhere" + i) == own) {
            i++;
        }
        return "elsewhere" + i;
    }

    private int partition(String place) {
        byte[] key = utf8(place);
        return org.apache.kafka.common.utils.Utils.toPositive(
                        org.apache.kafka.common.utils.Utils.murmur2(key))
                % partitions;
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(1).nextBytes(noise);
        noise[0] = 1;
        return noise;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
