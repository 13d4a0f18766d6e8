package io.outpost.e2e.mutants;

import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A small log made by hand: places of which each has one thing that a mutant gets wrong, and places
 * where it is hot for an hour and cool for an hour, in turn. All of it lies weeks back.
 */
final class ObservationLog implements AutoCloseable {
    static final String STEADY = "steady";
    static final String REPEATED = "repeated";
    static final String BELATED = "belated";
    static final String RENEWED = "renewed";
    static final String HEAT = "heat-";

    private static final int HEAT_PLACES = 20;
    private static final double HOT_CELSIUS = 36;
    private static final double COOL_CELSIUS = 17;
    private static final long DAYS_BACK = 60;

    private final Instant begin =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(DAYS_BACK, ChronoUnit.DAYS);
    private final KafkaProducer<byte[], byte[]> producer;
    private final SchemaRegistry registry;
    private final int schemaId;
    private int minutesOfHeat;

    ObservationLog(TrialStack stack) throws RegistryUnavailableException {
        Properties kafka = new Properties();
        kafka.setProperty("bootstrap.servers", stack.kafka());
        producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
        registry = new SchemaRegistry(stack.registryUrl());
        schemaId = registry.register(Topic.OBSERVATIONS.subject(), Observation.getClassSchema());
    }

    /** What needs no fault beside it to be got wrong. */
    void sendFolded() throws Exception {
        List<Observation> log = new ArrayList<>();
        for (int minute = 0; minute < 90; minute++) {
            log.add(at(STEADY, minute, 20 + minute % 13));
        }
        for (int minute = 0; minute < 90; minute++) {
            log.add(at(REPEATED, minute, 21));
            if (minute >= 3) {
                log.add(at(REPEATED, minute - 3, 21));
            }
        }
        int daysLater = (int) Duration.ofDays(9).toMinutes();
        for (int minute = 0; minute < 3; minute++) {
            log.add(at(BELATED, minute, 19));
        }
        for (int minute = 0; minute < 3; minute++) {
            log.add(at(BELATED, daysLater + minute, 18));
        }
        for (int minute = 5; minute < 8; minute++) {
            log.add(at(BELATED, minute, 20));
        }
        send(log, schemaId);
    }

    /** The next minutes of the places where it is hot by turns. */
    void sendHeat(int minutes, boolean hot) throws Exception {
        List<Observation> log = new ArrayList<>();
        for (int i = 0; i < minutes; i++) {
            for (int place = 0; place < HEAT_PLACES; place++) {
                double celsius = (hot ? HOT_CELSIUS : COOL_CELSIUS) + place % 5 * 0.25;
                log.add(at(HEAT + (10 + place), minutesOfHeat, celsius));
            }
            minutesOfHeat++;
        }
        send(log, schemaId);
    }

    /** Registers a later version of the schema, as a newer sender would; returns its id. */
    int registerNewerSchema() throws RegistryUnavailableException {
        Schema current = Observation.getClassSchema();
        List<Schema.Field> fields = new ArrayList<>();
        current.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        Schema optional =
                Schema.createUnion(
                        Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.DOUBLE));
        fields.add(
                new Schema.Field("batteryVolts", optional, "V", Schema.Field.NULL_DEFAULT_VALUE));
        return registry.register(
                Topic.OBSERVATIONS.subject(),
                Schema.createRecord(
                        current.getName(),
                        current.getDoc(),
                        current.getNamespace(),
                        false,
                        fields));
    }

    /** Observations with the newer schema, whose last field is null. */
    void sendRenewed(int newerSchemaId) throws Exception {
        List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
        for (int minute = 0; minute < 30; minute++) {
            byte[] current = WireFormat.encode(newerSchemaId, at(RENEWED, minute, 22));
            byte[] newer =
                    ByteBuffer.allocate(current.length + 1).put(current).put((byte) 0).array();
            messages.add(message(RENEWED, newer));
        }
        sendAll(messages);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private Observation at(String place, int minute, double celsius) {
        return Observation.newBuilder()
                .setPlaceId(place)
                .setSensorId("station")
                .setObservedAt(begin.plus(minute, ChronoUnit.MINUTES))
                .setReportingIntervalSeconds(60)
                .setAirTemperatureCelsius(celsius)
                .setRelativeHumidityPercent(60.0)
                .build();
    }

    private void send(List<Observation> log, int schema) throws Exception {
        sendAll(
                log.stream()
                        .map(one -> message(one.getPlaceId(), WireFormat.encode(schema, one)))
                        .toList());
    }

    /** Returns when the broker has all. */
    private void sendAll(List<ProducerRecord<byte[], byte[]>> messages) throws Exception {
        List<Future<RecordMetadata>> sent = messages.stream().map(producer::send).toList();
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }

    private static ProducerRecord<byte[], byte[]> message(String place, byte[] value) {
        return new ProducerRecord<>(
                Topic.OBSERVATIONS.topicName(), place.getBytes(StandardCharsets.UTF_8), value);
    }
}
