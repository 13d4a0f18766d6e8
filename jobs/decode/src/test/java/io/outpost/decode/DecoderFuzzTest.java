package io.outpost.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.Reading;
import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever bytes come: a value or a refusal with a reason, nothing thrown, and little memory. The
 * corpus in the resources is run with the other tests; docs/proof.md says how to search for more.
 */
class DecoderFuzzTest {
    private static final int OBSERVATION = 1;
    private static final int OLDER_OBSERVATION = 2;
    private static final int NO_OBSERVATION = 3;
    private static final int PLACE = 4;

    /** Ids from 0 that are asked for; the registry does not know all of them. */
    private static final int IDS = 8;

    private static final long NOON = Instant.parse("2024-07-01T12:00:00Z").toEpochMilli();

    /**
     * For any record: one text that claims the 4 MiB that are allowed, and classes being loaded.
     */
    private static final long BYTES_FOR_ANY = 5L * 1024 * 1024;

    private static final long BYTES_PER_BYTE = 200;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final Set<String> SEEDED =
            Set.of(
                    "placeId",
                    "sensorId",
                    "observedAt",
                    "reportingIntervalSeconds",
                    "airTemperatureCelsius",
                    "dewPointCelsius",
                    "relativeHumidityPercent",
                    "windSpeedMetresPerSecond",
                    "windGustMetresPerSecond",
                    "precipitationMillimetres",
                    "precipitationCounterMillimetres",
                    "snowDepthCentimetres",
                    "snowWaterEquivalentMillimetres",
                    "waterLevelMetres",
                    "pressureHectopascals",
                    "soilMoisturePercent",
                    "extras");

    private static InMemoryRegistry registry;
    private static LogDecoder decoder;

    @BeforeAll
    static void start() throws IOException, ClassNotFoundException {
        // As in the jobs, before Avro reads its limits, which it does once: a schema that is built
        // makes it do so.
        Class.forName(AvroValueDecoder.class.getName());
        registry =
                new InMemoryRegistry(
                        Map.of(
                                OBSERVATION, seededObservation(),
                                OLDER_OBSERVATION, olderObservation(),
                                NO_OBSERVATION, Schema.create(Schema.Type.STRING),
                                PLACE, Place.getClassSchema()));
        decoder = new LogDecoder(new WriterSchemas(registry.client(), DecoderFuzzTest::outage), 1);
        // Asks for all that is ever asked for, so that what is measured is the decoding alone.
        for (int id = 0; id < IDS; id++) {
            decoder.decode(source(framed(id, new byte[0])));
        }
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreAReadingOrARefusal(byte[] value) {
        byte[] asked = value.clone();
        if (asked.length >= 5) {
            asked[1] = 0;
            asked[2] = 0;
            asked[3] = 0;
            asked[4] &= IDS - 1;
        }
        decodeObservation(asked);
    }

    @FuzzTest(maxDuration = "10m")
    void anyBodyIsAReadingOrARefusal(byte[] body) {
        decodeObservation(framed(OBSERVATION, body));
    }

    @FuzzTest(maxDuration = "10m")
    void anyBodyOfAnotherWriterIsAReadingOrARefusal(byte[] body) {
        decodeObservation(framed(OLDER_OBSERVATION, body));
    }

    @FuzzTest(maxDuration = "10m")
    void anyBodyIsAPlaceOrARefusal(byte[] body) {
        decodePlace(framed(PLACE, body));
    }

    /** Names and values of headers are cut from the bytes: each begins with its length. */
    @FuzzTest(maxDuration = "10m")
    void anyHeadersAreReadOrRejectedAndCut(byte[] bytes) {
        List<String> names = new ArrayList<>();
        List<byte[]> values = new ArrayList<>();
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.remaining() > 1) {
            names.add(
                    new String(cut(left), StandardCharsets.UTF_8).repeat(1 + (bytes[0] & 1) * 999));
            values.add(cut(left));
        }
        Origin origin =
                new Origin(
                        0,
                        1,
                        null,
                        null,
                        names.toArray(new String[0]),
                        values.toArray(new byte[0][]));
        PlaceInput input = decoder.decode(new SourceRecord(NOON, true, origin));
        assertRejected(input);
        Origin kept = input.deadLetter().origin();
        long keptBytes = 0;
        for (int i = 0; i < kept.headerNames().length; i++) {
            keptBytes += RecordBounds.headerBytes(kept, i);
        }
        assertTrue(kept.headerNames().length <= RecordBounds.MOST_HEADERS);
        assertTrue(keptBytes <= RecordBounds.MOST_HEADER_BYTES);
    }

    private static byte[] cut(ByteBuffer left) {
        int length = left.hasRemaining() ? left.get() & 0xFF : 0;
        byte[] bytes = new byte[Math.min(length, left.remaining())];
        left.get(bytes);
        return bytes;
    }

    @Test
    void theGoodSeedsAreTaken() throws IOException {
        assertNotNull(decodeObservation(seed("anyBytesAreAReadingOrARefusal")).reading());
        byte[] body = seed("anyBodyIsAReadingOrARefusal");
        assertNotNull(decodeObservation(framed(OBSERVATION, body)).reading());
        body = seed("anyBodyOfAnotherWriterIsAReadingOrARefusal");
        assertNotNull(decodeObservation(framed(OLDER_OBSERVATION, body)).reading());
        body = seed("anyBodyIsAPlaceOrARefusal");
        assertNotNull(decodePlace(framed(PLACE, body)).version());
    }

    private static byte[] seed(String method) throws IOException {
        String name = "DecoderFuzzTestInputs/" + method + "/good-record";
        try (InputStream in = DecoderFuzzTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static PlaceInput decodeObservation(byte[] value) {
        PlaceInput input = withLittleMemory(value);
        if (input.version() != null) {
            return input;
        }
        assertEquals(input.deadLetter() == null, input.reading() != null);
        // Avro's own reader finds the same in it.
        PlaceInput byAvro =
                decoder.decodeObservation(source(value), (read, valid) -> valid, letter -> {});
        assertEquals(byAvro == null, input.reading() == null);
        if (input.reading() == null) {
            assertRejected(input);
            return input;
        }
        Reading reading = input.reading();
        assertFalse(input.placeId().isBlank());
        assertFalse(reading.sensorId().isBlank());
        assertTrue(reading.observedAtMillis() > 0);
        assertTrue(reading.observedAtMillis() <= NOON + 300_000);
        boolean hasValue = false;
        for (double quantity : reading.values()) {
            assertFalse(Double.isInfinite(quantity));
            hasValue |= !Double.isNaN(quantity);
        }
        assertTrue(hasValue);
        return input;
    }

    private static PlaceInput decodePlace(byte[] value) {
        PlaceInput input = withLittleMemory(value);
        assertEquals(input.deadLetter() == null, input.version() != null);
        if (input.version() == null) {
            assertRejected(input);
        } else {
            assertFalse(input.placeId().isBlank());
            assertTrue(input.version().staleAfterSeconds() >= 0);
        }
        return input;
    }

    private static void assertRejected(PlaceInput input) {
        assertNotNull(input.deadLetter().reason());
        assertNotNull(input.deadLetter().detail());
    }

    private static PlaceInput withLittleMemory(byte[] value) {
        SourceRecord source = source(value);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        PlaceInput input = decoder.decode(source);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        long allowed = BYTES_FOR_ANY + BYTES_PER_BYTE * value.length;
        assertTrue(
                allocated <= allowed,
                () -> allocated + " bytes allocated for " + value.length + " bytes");
        assertRoutedAs(input, source);
        return input;
    }

    /** Also where it is decoded at its place. */
    private static void assertRoutedAs(PlaceInput input, SourceRecord source) {
        RoutedRecord routed = decoder.route(source);
        PlaceInput found =
                routed.input() == null
                        ? new RoutedDecoder(1)
                                .decode(source.receivedAtMillis(), source.origin(), routed.layout())
                        : routed.input();
        assertEquals(input.placeId(), found.placeId());
        assertEquals(input.reading() == null, found.reading() == null);
        if (input.placeId() != null) {
            assertEquals(input.placeId().hashCode(), routed.placeIdHash());
        }
    }

    private static SourceRecord source(byte[] value) {
        Origin origin = new Origin(0, 1, new byte[0], value, new String[0], new byte[0][]);
        return new SourceRecord(NOON, true, origin);
    }

    private static byte[] framed(int schemaId, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(schemaId)
                .put(body)
                .array();
    }

    /** With the quantities that the seeds have: bytes do not change when one is added. */
    private static Schema seededObservation() {
        Schema current = Observation.getClassSchema();
        List<Schema.Field> fields =
                current.getFields().stream()
                        .filter(field -> SEEDED.contains(field.name()))
                        .map(field -> new Schema.Field(field, field.schema()))
                        .toList();
        return Schema.createRecord(
                current.getName(), current.getDoc(), current.getNamespace(), false, fields);
    }

    /** Fewer fields, in another order, and some that are skipped. */
    private static Schema olderObservation() {
        Schema instant = Observation.getClassSchema().getField("observedAt").schema();
        return SchemaBuilder.record("Observation")
                .namespace("io.outpost.schemas")
                .fields()
                .name("dropped")
                .type()
                .array()
                .items()
                .map()
                .values()
                .bytesType()
                .noDefault()
                .name("observedAt")
                .type(instant)
                .noDefault()
                .requiredString("sensorId")
                .requiredString("placeId")
                .name("grade")
                .type()
                .enumeration("Grade")
                .symbols("GOOD", "BAD")
                .noDefault()
                .name("checksum")
                .type()
                .fixed("Checksum")
                .size(4)
                .noDefault()
                .requiredInt("airTemperatureCelsius")
                .endRecord();
    }

    private static void outage(Exception outage, Duration pause) {
        throw new AssertionError("the registry answers", outage);
    }
}
