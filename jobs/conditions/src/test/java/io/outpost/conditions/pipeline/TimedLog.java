package io.outpost.conditions.pipeline;

import io.outpost.conditions.operator.Emissions;
import io.outpost.conditions.operator.GeneratedLog;
import io.outpost.conditions.operator.PlainPlaces;
import io.outpost.core.condition.Condition;
import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.Reading;
import io.outpost.core.preference.PreferenceVersion;
import io.outpost.core.weather.Quantity;
import io.outpost.decode.LogDecoder;
import io.outpost.decode.RegistryOutage;
import io.outpost.decode.RoutedRecord;
import io.outpost.decode.SourceRecord;
import io.outpost.decode.WriterSchemas;
import io.outpost.decode.preference.LevelNames;
import io.outpost.flink.kafka.LogReaderFactory;
import io.outpost.flink.kafka.RecordTypes;
import io.outpost.flink.parts.KafkaBroker;
import io.outpost.schemas.Observation;
import io.outpost.schemas.Preference;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A log in a broker whose times the test has set, so that days pass in it: places that report live
 * or are replayed, parameters, preferences, dead letters, ticks, a broker's clock that steps back
 * by 90 s now and then, a place in a wrong partition, an unknown schema, and at the end a jump of
 * two days.
 */
final class TimedLog {
    /** Bounds that strangers reach. */
    static final Settings SETTINGS =
            Settings.of(
                    Map.of(
                            "places.most", 5,
                            "places.most-new-per-hour", 3,
                            "places.most-sensors", 4));

    private static final String TOPIC = "timed";
    private static final int UNKNOWN_SCHEMA = 77;
    private static final long TICK_MILLIS = 60_000;
    private static final long STEP_BACK_MILLIS = 90_000;
    private static final long JUMP_MILLIS = Duration.ofDays(8).toMillis();

    private final KafkaBroker broker;
    private final LogRecords records;
    private final Map<Integer, String> schemas;

    private TimedLog(KafkaBroker broker, LogRecords records, Map<Integer, String> schemas) {
        this.broker = broker;
        this.records = records;
        this.schemas = schemas;
    }

    /** Generated, with the schemas of this version. */
    static TimedLog write(KafkaBroker broker) throws Exception {
        return write(broker, generated(), LogRecords.schemas());
    }

    /**
     * @param schemas by the ids in the records
     */
    static TimedLog write(KafkaBroker broker, LogRecords records, Map<Integer, String> schemas)
            throws Exception {
        TimedLog log = new TimedLog(broker, records, schemas);
        // Kept: the broker would delete records of years ago half a minute after its start.
        broker.createTopic(
                TOPIC,
                LogRecords.PARTITIONS,
                Map.of("message.timestamp.type", "CreateTime", "retention.ms", "-1"));
        log.send(records.all());
        return log;
    }

    /**
     * Appends a tick to every partition, at the log's last time: after a restore, time stands until
     * each partition has a record again.
     */
    void tickOnce() {
        LogRecords ticks = new LogRecords();
        ticks.addTicks(records.lastMillis());
        send(ticks.all());
    }

    private void send(List<SourceRecord> wanted) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (SourceRecord one : wanted) {
                Origin origin = one.origin();
                var unused =
                        producer.send(
                                new ProducerRecord<>(
                                        TOPIC,
                                        origin.partition(),
                                        one.receivedAtMillis(),
                                        origin.key(),
                                        origin.value()),
                                (metadata, exception) -> failure.compareAndSet(null, exception));
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the log lacks records", failure.get());
        }
    }

    /** Unbounded; the times count as the broker's. */
    KafkaSource<SourceRecord> source() {
        return KafkaSource.<SourceRecord>builder()
                .setBootstrapServers(broker.bootstrapServers())
                .setTopics(TOPIC)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty("max.partition.fetch.bytes", "10000")
                .setDeserializer(new Records())
                .build();
    }

    LogReaderFactory<RoutedRecord> reader() {
        // Not of this object: the lambda goes to Flink.
        Map<Integer, String> known = schemas;
        return new LogReaderFactory<>(
                "http://127.0.0.1:1",
                (writers, metrics) -> {
                    know(known, writers);
                    return decoder(writers)::route;
                },
                null);
    }

    /** What one go over each partition emits, without Flink. */
    Emissions expected() {
        return expected(records.size());
    }

    /** The same of the first records alone. */
    Emissions expected(int count) {
        Emissions emissions = new Emissions();
        WriterSchemas writers = new WriterSchemas(null, RegistryOutage.sleeping());
        know(schemas, writers);
        LogDecoder decoder = decoder(writers);
        PlainPlaces places = new PlainPlaces(SETTINGS.places(), emissions);
        LogRecords first = records.first(count);
        long[] greatest = new long[LogRecords.PARTITIONS];
        for (SourceRecord one : first.all()) {
            int partition = one.origin().partition();
            greatest[partition] = Math.max(greatest[partition], one.receivedAtMillis());
            PlaceInput input = decoder.decode(one.receivedAt(greatest[partition]));
            if (input != null) {
                places.apply(input);
            }
        }
        places.advance(first.lastMillis() - 1);
        return emissions;
    }

    private static LogDecoder decoder(WriterSchemas schemas) {
        Map<Condition, List<String>> levels = SETTINGS.conditions().create().levelNames();
        return new LogDecoder(schemas, LogRecords.PARTITIONS, new LevelNames(levels));
    }

    private static void know(Map<Integer, String> schemas, WriterSchemas writers) {
        schemas.forEach((id, schema) -> writers.restore(id, "+" + schema));
        writers.restore(UNKNOWN_SCHEMA, "-UNKNOWN_SCHEMA there is none");
    }

    private static LogRecords generated() {
        LogRecords records = new LogRecords();
        List<PlaceInput> inputs = GeneratedLog.withStrangers(16, 100, 7);
        Set<String> stray = new HashSet<>();
        long tickedMillis = inputs.get(0).receivedAtMillis();
        for (int i = 0; i < inputs.size(); i++) {
            PlaceInput input = inputs.get(i);
            // Fewer in weeks of silence: at most a hundred.
            long step = Math.max(TICK_MILLIS, (input.receivedAtMillis() - tickedMillis) / 100);
            for (; tickedMillis < input.receivedAtMillis(); tickedMillis += step) {
                records.addTicks(tickedMillis);
            }
            boolean stepsBack = i % 100 > 90;
            long at = input.receivedAtMillis() - (stepsBack ? STEP_BACK_MILLIS : 0);
            byte[] value = value(input);
            int partition = LogRecords.partition(input.placeId());
            records.add(partition, at, input.placeId(), value);
            if (i % 97 == 0 && stray.add(input.placeId())) {
                records.add((partition + 1) % LogRecords.PARTITIONS, at, input.placeId(), value);
                byte[] unknown = {0, 0, 0, 0, UNKNOWN_SCHEMA, 1};
                records.append(i % LogRecords.PARTITIONS, at, null, unknown);
            }
        }
        records.addTicks(inputs.get(inputs.size() - 1).receivedAtMillis() + JUMP_MILLIS);
        return records;
    }

    private static byte[] value(PlaceInput input) {
        return LogRecords.encode(record(input));
    }

    private static SpecificRecord record(PlaceInput input) {
        if (input.version() != null) {
            return io.outpost.schemas.Place.newBuilder()
                    .setPlaceId(input.placeId())
                    .setName(input.version().name())
                    .setStaleAfterSeconds(input.version().staleAfterSeconds())
                    .setWindHeightMetres(orNull(input.version().windHeightMetres()))
                    .build();
        }
        if (input.preference() != null) {
            PreferenceVersion wanted = input.preference();
            return Preference.newBuilder()
                    .setPreferenceId(wanted.preferenceId())
                    .setPlaceId(input.placeId())
                    .setOwnerId(wanted.ownerId())
                    .setVersion(wanted.number())
                    .setDocument(wanted.document())
                    .build();
        }
        return observation(input);
    }

    private static Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /** Of a dead letter one without a value. */
    private static Observation observation(PlaceInput input) {
        DeadLetter letter = input.deadLetter();
        Observation.Builder observation =
                Observation.newBuilder().setPlaceId(input.placeId()).setSensorId("a");
        if (letter != null) {
            return observation.setObservedAt(Instant.ofEpochMilli(letter.asOfMillis())).build();
        }
        Reading reading = input.reading();
        return observation
                .setSensorId(reading.sensorId())
                .setObservedAt(Instant.ofEpochMilli(reading.observedAtMillis()))
                .setReportingIntervalSeconds(
                        reading.intervalSeconds() == 0 ? null : reading.intervalSeconds())
                .setExtras(extras(reading))
                .setAirTemperatureCelsius(value(reading, Quantity.AIR_TEMPERATURE_CELSIUS))
                .setRelativeHumidityPercent(value(reading, Quantity.RELATIVE_HUMIDITY_PERCENT))
                .setPrecipitationCounterMillimetres(
                        value(reading, Quantity.PRECIPITATION_COUNTER_MILLIMETRES))
                .build();
    }

    /** Of some: those are decoded where they are read, the others at their places. */
    private static Map<String, String> extras(Reading reading) {
        boolean isPlain = reading.observedAtMillis() % 5 > 0;
        return isPlain ? Map.of() : Map.of("battery", "low");
    }

    private static Double value(Reading reading, Quantity quantity) {
        double value = reading.values()[quantity.code()];
        return Double.isNaN(value) ? null : value;
    }

    private static final class Records implements KafkaRecordDeserializationSchema<SourceRecord> {
        @Override
        public void deserialize(
                ConsumerRecord<byte[], byte[]> record, Collector<SourceRecord> out) {
            out.collect(
                    new SourceRecord(
                            record.timestamp(),
                            true,
                            new Origin(
                                    record.partition(),
                                    record.offset(),
                                    record.key(),
                                    record.value(),
                                    new String[0],
                                    new byte[0][])));
        }

        @Override
        public TypeInformation<SourceRecord> getProducedType() {
            return RecordTypes.SOURCE_RECORD;
        }
    }
}
