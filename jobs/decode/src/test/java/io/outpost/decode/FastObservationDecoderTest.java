package io.outpost.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.Reading;
import io.outpost.core.weather.Quantity;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reading by plan says the same as Avro's reader, of good bytes and of any others. */
class FastObservationDecoderTest {
    private static final int CURRENT = 1;
    private static final int EARLIER = 2;
    private static final int LATER = 3;
    private static final long NOON = Instant.parse("2024-07-01T12:00:00Z").toEpochMilli();
    private static final Schema SCHEMA = Observation.getClassSchema();

    private static InMemoryRegistry registry;

    private final Random random = new Random(7);
    private final LogDecoder byPlan = decoder();
    private final LogDecoder byAvro = decoder();
    private final RoutedDecoder atPlace = new RoutedDecoder(4);
    private int undecoded;

    @BeforeAll
    static void start() throws IOException {
        registry =
                new InMemoryRegistry(Map.of(CURRENT, SCHEMA, EARLIER, earlier(), LATER, later()));
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Test
    void everySchemaButOneWithUnknownFieldsHasALayout() {
        assertTrue(ObservationLayout.of(SCHEMA).isPresent());
        assertTrue(ObservationLayout.of(earlier()).isPresent());
        assertFalse(ObservationLayout.of(later()).isPresent());
    }

    @Test
    void readsEveryQuantityByItself() {
        FastObservationDecoder plan =
                new FastObservationDecoder(ObservationLayout.of(SCHEMA).orElseThrow());
        for (Quantity quantity : Quantity.sent()) {
            Observation observation = named(observation(1 << quantity.code(), Map.of()));
            DecodedObservation sent = new DecodedObservation();
            byte[] value = WireFormat.encode(CURRENT, observation);
            assertTrue(isRead(plan, value, sent));
            assertEquals(1 << quantity.code(), sent.present, quantity.name());
            assertEquals(ObservationFields.of(observation, quantity), sent.values[quantity.code()]);
        }
    }

    @Test
    void leavesExtrasAndRubbishToAvro() {
        FastObservationDecoder plan =
                new FastObservationDecoder(ObservationLayout.of(SCHEMA).orElseThrow());
        DecodedObservation sent = new DecodedObservation();
        byte[] withExtras = WireFormat.encode(CURRENT, named(observation(1, Map.of("a", "b"))));
        assertFalse(isRead(plan, withExtras, sent));
        byte[] good = WireFormat.encode(CURRENT, named(observation(1, Map.of())));
        assertTrue(isRead(plan, good, sent));
        for (int length = WireFormat.HEADER_BYTES; length < good.length; length++) {
            assertFalse(isRead(plan, Arrays.copyOf(good, length), sent));
        }
        assertFalse(isRead(plan, Arrays.copyOf(good, good.length + 1), sent));
    }

    @Test
    void saysTheSameOfGoodAndOfDamagedMessages() {
        int valid = 0;
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            Map<String, String> extras = i % 9 == 0 ? Map.of("id", "x" + i % 5) : Map.of();
            Observation observation = observation(random.nextInt(1 << Quantity.COUNT), extras);
            byte[] value = value(observation, 1 + random.nextInt(3));
            for (int damage = random.nextInt(4); damage > 1; damage--) {
                value = damaged(value);
            }
            PlaceInput expected = byAvro(source(value));
            PlaceInput found = byPlan.decode(source(value));
            assertEquals(described(expected), described(found), Arrays.toString(value));
            PlaceInput routed = routed(source(value));
            assertEquals(described(expected), described(routed), Arrays.toString(value));
            valid += found.reading() == null ? 0 : 1;
            refused += found.reading() == null ? 1 : 0;
        }
        assertTrue(undecoded > 3_000, "decoded at their places: " + undecoded);
        assertTrue(valid > 3_000 && refused > 3_000, valid + " valid, " + refused + " refused");
    }

    /** The JVM leaves out its own messages once it has compiled what throws them. */
    @Test
    void refusesTheSameBytesWithTheSameWordsHoweverOften() {
        byte[] value = value(named(observation(0, Map.of())), CURRENT);
        int interval = WireFormat.HEADER_BYTES + 1 + "trailhead".length() + 1 + "station".length();
        while (value[interval] < 0) {
            interval++;
        }
        value[interval + 1] = 6;
        String first = described(byAvro(source(value)));
        assertTrue(first.startsWith("UNDECODABLE "), first);
        for (int i = 0; i < 30_000; i++) {
            assertEquals(first, described(byAvro(source(value))));
        }
    }

    private static boolean isRead(
            FastObservationDecoder plan, byte[] value, DecodedObservation into) {
        return plan.read(value, WireFormat.HEADER_BYTES, value.length, into);
    }

    private Observation observation(int present, Map<String, String> extras) {
        Observation observation =
                Observation.newBuilder()
                        .setPlaceId(text("place-", 40))
                        .setSensorId(text("Station Nr. \u00e4\u4e2d", 9))
                        .setObservedAt(Instant.ofEpochMilli(NOON - random.nextInt(1_000_000)))
                        .setReportingIntervalSeconds(random.nextBoolean() ? null : interval())
                        .setExtras(extras)
                        .build();
        for (Quantity quantity : Quantity.sent()) {
            if ((present >>> quantity.code() & 1) != 0) {
                observation.put(SCHEMA.getField(quantity.fieldName()).pos(), number());
            }
        }
        return observation;
    }

    private static Observation named(Observation observation) {
        return Observation.newBuilder(observation)
                .setPlaceId("trailhead")
                .setSensorId("station")
                .build();
    }

    private String text(String begin, int many) {
        return random.nextInt(50) == 0 ? "" : begin + random.nextInt(many);
    }

    private int interval() {
        return random.nextInt(10) == 0 ? random.nextInt() : 60 * random.nextInt(200);
    }

    private double number() {
        return switch (random.nextInt(12)) {
            case 0 -> Double.NaN;
            case 1 -> -9999;
            case 2 -> -0.0;
            case 3 -> Double.longBitsToDouble(random.nextLong());
            default -> random.nextInt(1000) / 10.0;
        };
    }

    private byte[] damaged(byte[] value) {
        byte[] damaged = value.clone();
        switch (random.nextInt(4)) {
            case 0 -> damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length + 3));
            case 1 -> {
                int at = 5 + random.nextInt(damaged.length - 5);
                damaged[at] = (byte) (damaged[at] ^ (1 << random.nextInt(8)));
            }
            case 2 -> damaged[5 + random.nextInt(damaged.length - 5)] = (byte) random.nextInt();
            default -> damaged[5 + random.nextInt(4)] = (byte) random.nextInt();
        }
        return damaged.length < 9 ? value : damaged;
    }

    /** In the form of one of the writers. */
    private static byte[] value(Observation observation, int schemaId) {
        Schema writer = schemaId == CURRENT ? SCHEMA : schemaId == EARLIER ? earlier() : later();
        SpecificData data = SpecificData.getForClass(Observation.class);
        org.apache.avro.generic.GenericData.Record written =
                new org.apache.avro.generic.GenericData.Record(writer);
        for (Schema.Field field : writer.getFields()) {
            Schema.Field ours = SCHEMA.getField(field.name());
            written.put(field.pos(), ours == null ? null : observation.get(ours.pos()));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(new byte[] {0, 0, 0, (byte) schemaId});
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new GenericDatumWriter<>(writer, data).write(written, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private LogDecoder decoder() {
        return new LogDecoder(new WriterSchemas(registry.client(), RegistryOutage.sleeping()), 4);
    }

    private PlaceInput byAvro(SourceRecord source) {
        AtomicReference<PlaceInput> rejected = new AtomicReference<>();
        PlaceInput read =
                byAvro.decodeObservation(
                        source,
                        (message, valid) -> valid,
                        letter -> rejected.set(PlaceInput.of(letter)));
        return read == null ? rejected.get() : read;
    }

    /** Decoded where its place is, if it is passed on as it came. */
    private PlaceInput routed(SourceRecord source) {
        RoutedRecord record = byPlan.route(source);
        if (record.input() != null) {
            return record.input();
        }
        undecoded++;
        PlaceInput input =
                atPlace.decode(
                        record.source().receivedAtMillis(),
                        amidOthers(record.source().origin()),
                        copied(record.layout()));
        if (input.placeId() != null) {
            assertEquals(input.placeId().hashCode(), record.placeIdHash());
        }
        return input;
    }

    /** The same, in an array that has other bytes before and after it. */
    private Origin amidOthers(Origin own) {
        byte[] value = own.value();
        byte[] within = new byte[value.length + 40];
        random.nextBytes(within);
        int from = random.nextInt(40);
        System.arraycopy(value, 0, within, from, value.length);
        return new Origin(
                own.partition(),
                own.offset(),
                own.recordBytes(),
                within,
                from,
                0,
                within,
                from,
                value.length,
                own.headerNames(),
                own.headerValues());
    }

    private static ObservationLayout copied(ObservationLayout layout) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            layout.write(new DataOutputStream(out));
            ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
            return ObservationLayout.read(new DataInputStream(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceRecord source(byte[] value) {
        Origin origin = new Origin(2, 1, new byte[0], value, new String[0], new byte[0][]);
        return new SourceRecord(NOON, true, origin);
    }

    private static String described(PlaceInput input) {
        if (input.reading() == null) {
            return input.deadLetter().reason() + " " + input.deadLetter().detail();
        }
        Reading reading = input.reading();
        return "%s %d %d %s %d %d %d %s %d %d %s"
                .formatted(
                        input.placeId(),
                        input.receivedAtMillis(),
                        reading.sensorKey(),
                        reading.sensorId(),
                        reading.observedAtMillis(),
                        reading.receivedAtMillis(),
                        reading.intervalSeconds(),
                        bits(reading.values()),
                        reading.flags(),
                        reading.fingerprint(),
                        Arrays.toString(reading.origin().value()));
    }

    /** Compared by their bits: a negative zero is another zero. */
    private static List<Long> bits(double[] values) {
        return Arrays.stream(values).mapToObj(Double::doubleToRawLongBits).toList();
    }

    /** Without the last quantities. */
    private static Schema earlier() {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : SCHEMA.getFields()) {
            if (!field.name().startsWith("soil") && !field.name().startsWith("snow")) {
                fields.add(new Schema.Field(field, field.schema()));
            }
        }
        return Schema.createRecord("Observation", null, SCHEMA.getNamespace(), false, fields);
    }

    /** With a field that ours does not have. */
    private static Schema later() {
        List<Schema.Field> fields = new ArrayList<>();
        SCHEMA.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        Schema optional =
                Schema.createUnion(
                        Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.DOUBLE));
        fields.add(
                new Schema.Field("batteryVolts", optional, null, Schema.Field.NULL_DEFAULT_VALUE));
        return Schema.createRecord("Observation", null, SCHEMA.getNamespace(), false, fields);
    }
}
