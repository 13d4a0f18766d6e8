package io.outpost.e2e.stack;

import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends what devices and attackers send, and reads what was refused of it. */
final class BadRecords implements AutoCloseable {
    static final String FLAGGED_SQL =
            "SELECT count(*) FROM outpost.place_tallies WHERE place_id = 'lab' AND (flagged->'AIR_TEMPERATURE_CELSIUS'->>'NOT_A_NUMBER')::int = 1 AND (flagged->'RELATIVE_HUMIDITY_PERCENT'->>'SENTINEL')::int = 1";

    private static final String PLACE = "lab";

    /** With key, header and framing just below what the broker takes. */
    private static final int LARGEST_VALUE = 1_048_400;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final int observationSchema;
    private final int strangeSchema;
    private final int partitions;
    private final Map<Long, Sent> sent = new HashMap<>();

    /** A record as it was sent, and why it must be refused. */
    record Sent(String reason, int partition, byte[] key, byte[] value) {}

    /** A refused record. */
    record Refused(byte[] key, byte[] value, Map<String, String> headers) {
        String header(String name) {
            return headers.get(name);
        }
    }

    BadRecords(LocalStack stack) throws RegistryUnavailableException {
        Properties kafka = new Properties();
        kafka.setProperty("bootstrap.servers", stack.kafkaBootstrapServers());
        kafka.setProperty("isolation.level", "read_committed");
        kafka.setProperty("auto.offset.reset", "earliest");
        kafka.setProperty("max.request.size", "4000000");
        producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
        consumer =
                new KafkaConsumer<>(
                        kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        SchemaRegistry registry = new SchemaRegistry(stack.registryUrl());
        observationSchema =
                registry.register(Topic.OBSERVATIONS.subject(), Observation.getClassSchema());
        strangeSchema =
                registry.register(
                        "strange-value",
                        SchemaBuilder.record("Strange").fields().requiredInt("y").endRecord());
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
        send("UNKNOWN_SCHEMA", framed(999_999, new byte[] {2}));
        send("INCOMPATIBLE_SCHEMA", framed(strangeSchema, new byte[] {2}));
        send("UNDECODABLE", Arrays.copyOf(good, good.length / 2));
        send("UNDECODABLE", Arrays.copyOf(good, good.length + 3));
        send("UNDECODABLE", framed(observationSchema, lengthBomb()));
        send("ID_TOO_LONG", encoded(observation().setSensorId("x".repeat(1_000_000))));
        send("MISSING_SENSOR", encoded(observation().setSensorId("")));
        send("CONTROL_CHARACTER", encoded(observation().setSensorId("thermo\u0000meter")));
        send("MISSING_TIME", encoded(observation().setObservedAt(Instant.EPOCH)));
        send(
                "IN_FUTURE",
                encoded(observation().setObservedAt(Instant.parse("2100-01-01T00:00:00Z"))));
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

    /** A later version of the schema, as a newer sender would have. */
    Schema newerSchema() {
        Schema current = Observation.getClassSchema();
        List<Schema.Field> fields =
                new java.util.ArrayList<>(
                        current.getFields().stream()
                                .map(f -> new Schema.Field(f, f.schema()))
                                .toList());
        Schema optional =
                Schema.createUnion(
                        Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.DOUBLE));
        fields.add(
                new Schema.Field("batteryVolts", optional, "V", Schema.Field.NULL_DEFAULT_VALUE));
        return Schema.createRecord(
                current.getName(), current.getDoc(), current.getNamespace(), false, fields);
    }

    void sendWith(Schema schema, int schemaId, String place, int count)
            throws IOException, InterruptedException, ExecutionException {
        for (int i = 0; i < count; i++) {
            GenericRecord newer =
                    new GenericRecordBuilder(schema)
                            .set("placeId", place)
                            .set("sensorId", "station")
                            .set("observedAt", now.minusSeconds(60L * (count - i)).toEpochMilli())
                            .set("airTemperatureCelsius", 20.0)
                            .set("batteryVolts", 3.1)
                            .build();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(schema).write(newer, encoder);
            producer.send(
                            new ProducerRecord<>(
                                    Topic.OBSERVATIONS.topicName(),
                                    LocalStack.utf8(place),
                                    framed(schemaId, bytes.toByteArray())))
                    .get();
        }
    }

    /** Reads the refused records of what {@link #sendAll} has sent, by source offset. */
    Map<Long, Refused> refused(int expected) throws Exception {
        Map<Long, Refused> refused = new HashMap<>();
        readFromTheBeginning();
        Await.until(
                "all bad records are refused",
                Duration.ofMinutes(2),
                () -> {
                    consumer.poll(Duration.ofSeconds(1))
                            .forEach(
                                    found -> {
                                        Refused one = refused(found);
                                        long offset = Long.parseLong(one.header("outpost.offset"));
                                        if (sent.containsKey(offset)) {
                                            if (refused.put(offset, one) != null) {
                                                throw new AssertionError(
                                                        "refused twice: " + offset);
                                            }
                                        }
                                    });
                    return refused.size() == expected;
                });
        return refused;
    }

    /** True when a record with this key is among the refused ones so far. */
    boolean isRefused(String key) {
        readFromTheBeginning();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        boolean found = false;
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> one : consumer.poll(Duration.ofSeconds(1))) {
                found |= Arrays.equals(LocalStack.utf8(key), one.key());
            }
        }
        return found;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }

    private void readFromTheBeginning() {
        String topic = Topic.REJECTED_OBSERVATIONS.topicName();
        consumer.assign(
                consumer.partitionsFor(topic).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    private void send(String reason, byte[] value) throws Exception {
        RecordMetadata written = producer.send(message(value)).get();
        sent.put(
                written.offset(),
                new Sent(reason, written.partition(), LocalStack.utf8(PLACE), value));
    }

    private static ProducerRecord<byte[], byte[]> message(byte[] value) {
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(Topic.OBSERVATIONS.topicName(), LocalStack.utf8(PLACE), value);
        message.headers().add("sender", LocalStack.utf8("kept"));
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
        byte[] key = LocalStack.utf8(place);
        return org.apache.kafka.common.utils.Utils.toPositive(
                        org.apache.kafka.common.utils.Utils.murmur2(key))
                % partitions;
    }

    private static byte[] framed(int schemaId, byte[] body) {
        return ByteBuffer.allocate(WireFormat.HEADER_BYTES + body.length)
                .put(WireFormat.MAGIC)
                .putInt(schemaId)
                .put(body)
                .array();
    }

    /** A string that claims two gigabytes. */
    private static byte[] lengthBomb() {
        return new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F, 'x'};
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(1).nextBytes(noise);
        noise[0] = 1;
        return noise;
    }

    private static Refused refused(ConsumerRecord<byte[], byte[]> found) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : found.headers()) {
            headers.put(
                    header.key(),
                    new String(header.value(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return new Refused(found.key(), found.value(), headers);
    }
}
