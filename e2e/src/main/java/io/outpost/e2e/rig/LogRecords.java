package io.outpost.e2e.rig;

import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Makes records of the log: observations of temperature and humidity, and parameters of places. */
public final class LogRecords {
    private static final double HUMIDITY_PERCENT = 60;

    private final SchemaRegistry registry;
    private final int observationId;
    private final int placeId;

    /** Registers the schemas. */
    public LogRecords(String registryUrl) throws RegistryUnavailableException {
        registry = new SchemaRegistry(registryUrl);
        observationId =
                registry.register(
                        RecordType.OBSERVATION.subject(), RecordType.OBSERVATION.schema());
        placeId = registry.register(RecordType.PLACE.subject(), RecordType.PLACE.schema());
    }

    public ProducerRecord<byte[], byte[]> observation(
            String place, Instant observedAt, int intervalSeconds, double celsius) {
        Observation observation = made(place, observedAt, intervalSeconds, celsius);
        return record(place, WireFormat.encode(observationId, observation));
    }

    /** Registers a later version of the schema, as a newer sender would; returns its id. */
    public int registerNewerSchema() throws RegistryUnavailableException {
        Schema current = Observation.getClassSchema();
        List<Schema.Field> fields = new ArrayList<>();
        current.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        Schema optional =
                Schema.createUnion(
                        Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.DOUBLE));
        fields.add(
                new Schema.Field("batteryVolts", optional, "V", Schema.Field.NULL_DEFAULT_VALUE));
        return registry.register(
                RecordType.OBSERVATION.subject(),
                Schema.createRecord(
                        current.getName(),
                        current.getDoc(),
                        current.getNamespace(),
                        false,
                        fields));
    }

    /** One of each minute, written with the newer schema, whose last field is null. */
    public static ProducerRecord<byte[], byte[]> newerObservation(
            int newerSchemaId, String place, Instant observedAt) {
        byte[] current = WireFormat.encode(newerSchemaId, made(place, observedAt, 60, 22));
        return record(place, Arrays.copyOf(current, current.length + 1));
    }

    public ProducerRecord<byte[], byte[]> parameters(
            String place, String name, int staleAfterSeconds) {
        Place parameters =
                Place.newBuilder()
                        .setPlaceId(place)
                        .setName(name)
                        .setStaleAfterSeconds(staleAfterSeconds)
                        .build();
        return new ProducerRecord<>(
                Topic.OBSERVATIONS.topicName(),
                null,
                place.getBytes(StandardCharsets.UTF_8),
                WireFormat.encode(placeId, parameters),
                List.of(
                        new RecordHeader(
                                RecordType.HEADER,
                                RecordType.PLACE.fullName().getBytes(StandardCharsets.UTF_8))));
    }

    /** A record of any body, as of a schema id. */
    public static byte[] framed(int schemaId, byte[] body) {
        return ByteBuffer.allocate(WireFormat.HEADER_BYTES + body.length)
                .put(WireFormat.MAGIC)
                .putInt(schemaId)
                .put(body)
                .array();
    }

    /** The body of an observation whose first text claims two gigabytes. */
    public static byte[] lengthBomb() {
        return new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F, 'x'};
    }

    private static Observation made(
            String place, Instant observedAt, int intervalSeconds, double celsius) {
        return Observation.newBuilder()
                .setPlaceId(place)
                .setSensorId("station")
                .setObservedAt(observedAt)
                .setReportingIntervalSeconds(intervalSeconds)
                .setAirTemperatureCelsius(celsius)
                .setRelativeHumidityPercent(HUMIDITY_PERCENT)
                .build();
    }

    private static ProducerRecord<byte[], byte[]> record(String place, byte[] value) {
        return new ProducerRecord<>(
                Topic.OBSERVATIONS.topicName(), place.getBytes(StandardCharsets.UTF_8), value);
    }
}
