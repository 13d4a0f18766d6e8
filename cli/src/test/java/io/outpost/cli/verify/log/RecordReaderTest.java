package io.outpost.cli.verify.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import io.outpost.schemas.Preference;
import io.outpost.schemas.Tick;
import io.outpost.schemas.wire.WireFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Screening: the first reason in the order of the text, and whether the place is named by then. */
class RecordReaderTest {
    private static final long NOON = Instant.parse("2026-06-01T12:00:00Z").toEpochMilli();
    private static final int OBSERVATION = 1;
    private static final int PLACE = 2;
    private static final int TICK = 3;
    private static final int PREFERENCE = 4;
    private static final int OTHER = 5;
    private static final int UNKNOWN = 6;

    private AnsweringRegistry registry;
    private RecordReader reader;

    @BeforeEach
    void start() throws IOException {
        registry =
                new AnsweringRegistry()
                        .has(OBSERVATION, Observation.getClassSchema())
                        .has(PLACE, Place.getClassSchema())
                        .has(TICK, Tick.getClassSchema())
                        .has(PREFERENCE, Preference.getClassSchema())
                        .has(OTHER, Schema.create(Schema.Type.STRING))
                        .answer("/schemas/ids/" + UNKNOWN, 404, "{\"error_code\": 40403}");
        reader = new RecordReader(registry.schemas(), 4, "{}"::equals);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void theTypeIsTheFullNameOfTheWritersSchema() throws RejectedException {
        assertEquals(RecordReader.Type.OBSERVATION, reader.type(framed(OBSERVATION)));
        assertEquals(RecordReader.Type.PLACE, reader.type(framed(PLACE)));
        assertEquals(RecordReader.Type.TICK, reader.type(framed(TICK)));
        assertEquals(RecordReader.Type.PREFERENCE, reader.type(framed(PREFERENCE)));
        assertEquals(RecordReader.Type.OBSERVATION, reader.type(framed(OTHER)));
    }

    @Test
    void rejectsWhatCannotBeReadBeforeItNamesAPlace() {
        assertEquals("null EMPTY", rejected(new byte[0]));
        assertEquals("null BAD_MAGIC", rejected(new byte[] {1, 0, 0, 0, 1}));
        assertEquals("null UNKNOWN_SCHEMA", rejected(framed(UNKNOWN)));
        assertEquals("null INCOMPATIBLE_SCHEMA", rejected(framed(OTHER)));
        assertEquals("null UNDECODABLE", rejected(framed(OBSERVATION)));
    }

    @Test
    void thePlaceIsNamedFromItsPartitionOn() {
        Observation.Builder nothing = observation("hut").setSensorId("");
        assertEquals("null MISSING_PLACE", rejected(nothing.setPlaceId(" ").build(), 0));
        assertEquals("null ID_TOO_LONG", rejected(nothing.setPlaceId("x".repeat(257)).build(), 0));
        assertEquals("null CONTROL_CHARACTER", rejected(nothing.setPlaceId("a\tb").build(), 0));
        nothing.setPlaceId("hut");
        assertEquals("null WRONG_PARTITION", rejected(nothing.build(), partition("hut") ^ 1));
        assertEquals("hut MISSING_SENSOR", rejected(nothing.build(), partition("hut")));
    }

    @Test
    void thenComeTheSensorTheQuantitiesAndTheTime() {
        Observation.Builder bad =
                observation("hut")
                        .setSensorId("a\u007Fb")
                        .setAirTemperatureCelsius(null)
                        .setObservedAt(Instant.EPOCH);
        assertEquals("hut CONTROL_CHARACTER", rejected(bad.build(), partition("hut")));
        bad.setSensorId("a");
        assertEquals("hut NO_QUANTITY", rejected(bad.build(), partition("hut")));
        bad.setAirTemperatureCelsius(20.0);
        assertEquals("hut MISSING_TIME", rejected(bad.build(), partition("hut")));
        bad.setObservedAt(Instant.parse("1999-12-31T23:59:59.999Z"));
        assertEquals("hut BEFORE_2000", rejected(bad.build(), partition("hut")));
        bad.setObservedAt(Instant.ofEpochMilli(NOON + 300_001));
        assertEquals("hut IN_FUTURE", rejected(bad.build(), partition("hut")));
    }

    @ParameterizedTest
    @FieldSource("io.outpost.cli.verify.log.Measure#SENT")
    void oneQuantityOfAnyKindMakesAnObservationUsable(Measure only) throws RejectedException {
        double value = only.isPlausible(0.5) ? 0.5 : 1000;
        Observation observation = observation("hut").setAirTemperatureCelsius(null).build();
        observation.put(Observation.getClassSchema().getField(only.field()).pos(), value);
        LoggedObservation read = read(observation);
        assertEquals(value, read.screen().value(only));
        assertEquals(1 << only.ordinal(), read.present());
    }

    @Test
    void fiveMinutesAfterItWasReceivedIsNotInFuture() throws RejectedException {
        Observation good =
                observation("hut").setObservedAt(Instant.ofEpochMilli(NOON + 300_000)).build();
        assertEquals(NOON + 300_000, read(good).observedAtMillis());
    }

    @Test
    void whatSaysThatItIsOfAnOldRecordingMayBeOlderThan2000() throws RejectedException {
        Instant old = Instant.parse("1974-01-01T00:00:00Z");
        byte[] value =
                WireFormat.encode(OBSERVATION, observation("hut").setObservedAt(old).build());
        ConsumerRecord<byte[], byte[]> record = logged(value, partition("hut"));
        record.headers().add("outpost.old-recording", null);
        assertEquals(old.toEpochMilli(), reader.observation(record, NOON, 0).observedAtMillis());
    }

    @Test
    void aTimeOfAnotherKindAndASchemaWithoutABoundAreIncompatible() {
        assertTrue(
                isReadable("{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}", "\"int\""));
        assertTrue(isReadable("\"long\"", "\"int\""));
        assertFalse(isReadable("\"int\"", "\"int\""));
        assertFalse(
                isReadable("{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}", "\"int\""));
        assertFalse(isReadable("\"long\"", "{\"type\":\"array\",\"items\":\"null\"}"));
        assertFalse(
                isReadable(
                        "\"long\"",
                        "{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"next\",\"type\":[\"null\",\"L\"]}]}"));
    }

    @Test
    void fieldsThatAnObservationHasNotAreExtras() throws Exception {
        Schema writer =
                new Schema.Parser()
                        .parse(
                                "{\"type\":\"record\",\"name\":\"Observation\",\"fields\":[{\"name\":\"placeId\",\"type\":\"string\"},{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"string\"},{\"name\":\"c\",\"type\":{\"type\":\"array\",\"items\":\"int\"}},{\"name\":\"d\",\"type\":[\"null\",\"int\"]}]}");
        byte[] value = {0, 0, 0, 0, 9, 2, 'x', 14, 2, 'y', 2, 2, 0, 0};
        Schema ours = Observation.getClassSchema();
        assertEquals(
                Map.of("a", "7", "b", "y", "c", "[1]"),
                OtherFields.extras(Map.of(), value, writer, ours));
        assertEquals(
                Map.of("a", "sent", "b", "y", "c", "[1]"),
                OtherFields.extras(Map.of("a", "sent"), value, writer, ours));
        assertEquals(
                Map.of("a", "7", "b", "y", "c", "[1]"),
                OtherFields.extras(Map.of("0", "x".repeat(16_384)), value, writer, ours));
    }

    private static boolean isReadable(String time, String more) {
        String writer =
                "{\"type\":\"record\",\"name\":\"Observation\",\"fields\":[{\"name\":\"placeId\",\"type\":\"string\"},{\"name\":\"sensorId\",\"type\":\"string\"},{\"name\":\"observedAt\",\"type\":%s},{\"name\":\"more\",\"type\":%s}]}";
        return WriterCheck.isReadable(
                new Schema.Parser().parse(writer.formatted(time, more)),
                Observation.getClassSchema());
    }

    /** What is too large is not looked at, and a dead letter says what of it was cut. */
    @Test
    void theDeadLetterOfWhatIsTooLargeIsCut() {
        ConsumerRecord<byte[], byte[]> large =
                new ConsumerRecord<>("log", 0, 0, new byte[10], new byte[2_000_000]);
        large.headers().add("outpost.reason", new byte[1]).add("kept", new byte[1]);
        large.headers().add("x".repeat(32_768), null).add("behind", null);
        assertEquals("TOO_LARGE", Cut.fault(large));
        Cut cut = Cut.of(large);
        assertEquals(10, cut.key().length);
        assertEquals(65_536, cut.value().length);
        assertEquals("kept", cut.headers().get(0).key());
        assertEquals(1, cut.headers().size());
        assertEquals("length=2000000", cut.facts().get(0));
        ConsumerRecord<byte[], byte[]> headers = new ConsumerRecord<>("log", 0, 0, null, null);
        for (int i = 0; i < 64; i++) {
            headers.headers().add("h", null);
        }
        assertEquals(null, Cut.fault(headers));
        headers.headers().add("h", null);
        assertEquals("HEADERS_TOO_LARGE", Cut.fault(headers));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "90, -180, -500, 120, Europe/Zurich, null",
                "-90, 180, 9000, 604800, +08:00, null",
                "null, null, null, null, UTC, null",
                "0, -0.0, 0, null, GMT+1, null",
                "90.00000000000001, 0, 0, 600, UTC, PARAMETER_OUT_OF_RANGE",
                "0, -180.00000000000003, 0, 600, UTC, PARAMETER_OUT_OF_RANGE",
                "0, 0, 9000.000000000002, 600, UTC, PARAMETER_OUT_OF_RANGE",
                "0, 0, -500.5, 600, UTC, PARAMETER_OUT_OF_RANGE",
                "0, 0, -Infinity, 600, UTC, PARAMETER_OUT_OF_RANGE",
                "NaN, 0, 0, 600, UTC, PARAMETER_OUT_OF_RANGE",
                "0, 0, 0, 119, UTC, PARAMETER_OUT_OF_RANGE",
                "0, 0, 0, 0, UTC, PARAMETER_OUT_OF_RANGE",
                "0, 0, 0, -1, UTC, PARAMETER_OUT_OF_RANGE",
                "0, 0, 0, 604801, UTC, PARAMETER_OUT_OF_RANGE",
                "0, 0, 0, 600, Mars/Olympus, PARAMETER_OUT_OF_RANGE",
                "0, 0, 0, 600, '', PARAMETER_OUT_OF_RANGE",
                "0, 0, 0, 600, utc, PARAMETER_OUT_OF_RANGE"
            })
    void parametersAreInRangeOrRejected(
            Double latitude,
            Double longitude,
            Double elevation,
            Integer staleAfter,
            String zone,
            String reason) {
        Place.Builder place =
                Place.newBuilder()
                        .setPlaceId("hut")
                        .setName("Hut")
                        .setLatitude(latitude)
                        .setLongitude(longitude)
                        .setElevationMetres(elevation)
                        .setStaleAfterSeconds(staleAfter)
                        .setTimeZone(zone);
        assertEquals(reason == null ? null : "hut " + reason, rejected(place));
        // Of those that are taken back nothing of this is looked at.
        place.setRemoved(true);
        assertEquals(null, rejected(place));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "LOAM, SMALL, 0, 0.5, null",
                "SAND, MEDIUM, 360, 100, null",
                "CLAY, LARGE, null, null, null",
                "GRAVEL, null, 180, 10, null",
                "loam, null, null, null, PARAMETER_OUT_OF_RANGE",
                "ROCK, null, null, null, PARAMETER_OUT_OF_RANGE",
                "'', null, null, null, PARAMETER_OUT_OF_RANGE",
                "null, HUGE, null, null, PARAMETER_OUT_OF_RANGE",
                "null, null, -0.5, null, PARAMETER_OUT_OF_RANGE",
                "null, null, 360.5, null, PARAMETER_OUT_OF_RANGE",
                "null, null, NaN, null, PARAMETER_OUT_OF_RANGE",
                "null, null, null, 0.4, PARAMETER_OUT_OF_RANGE",
                "null, null, null, 100.5, PARAMETER_OUT_OF_RANGE"
            })
    void whatModelsNeedIsInRangeOrRejected(
            String surface, String streamSize, Double aspect, Double windHeight, String reason) {
        Place.Builder place =
                Place.newBuilder()
                        .setPlaceId("hut")
                        .setName("Hut")
                        .setSurface(surface)
                        .setStreamSize(streamSize)
                        .setAspectDegrees(aspect)
                        .setWindHeightMetres(windHeight);
        assertEquals(reason == null ? null : "hut " + reason, rejected(place));
    }

    @Test
    void anAttributionIsATextAsANameIsButNotEmpty() {
        Place.Builder place = Place.newBuilder().setPlaceId("hut").setName("Hut");
        assertEquals(null, rejected(place.setAttribution("é".repeat(128))));
        assertEquals("hut PARAMETER_OUT_OF_RANGE", rejected(place.setAttribution("é".repeat(129))));
        assertEquals("hut PARAMETER_OUT_OF_RANGE", rejected(place.setAttribution("")));
        assertEquals("hut PARAMETER_OUT_OF_RANGE", rejected(place.setAttribution("A\nB")));
    }

    @Test
    void theNameOfParametersComesFirst() {
        Place.Builder place =
                Place.newBuilder().setPlaceId("hut").setName("A\nB").setLatitude(91.0);
        assertEquals("hut CONTROL_CHARACTER", rejected(place));
        place.setName("x".repeat(257));
        assertEquals("hut NAME_TOO_LONG", rejected(place));
        place.setName("Hut").setLatitude(0.0);
        place.setTimeZone("U\tTC");
        assertEquals("hut PARAMETER_OUT_OF_RANGE", rejected(place));
        place.setRemoved(true);
        assertEquals(null, rejected(place));
        place.setName("A\nB");
        assertEquals("hut CONTROL_CHARACTER", rejected(place));
    }

    @Test
    void ofAPreferenceComeTheIdTheOwnerTheVersionAndTheDocument() throws RejectedException {
        Preference.Builder bad =
                Preference.newBuilder()
                        .setPreferenceId(" ")
                        .setPlaceId("hut")
                        .setOwnerId("")
                        .setVersion(0)
                        .setDocument("none");
        assertEquals("hut MISSING_PREFERENCE", rejected(bad));
        assertEquals("hut ID_TOO_LONG", rejected(bad.setPreferenceId("x".repeat(257))));
        assertEquals("hut CONTROL_CHARACTER", rejected(bad.setPreferenceId("a\tb")));
        assertEquals("hut MISSING_OWNER", rejected(bad.setPreferenceId("dry")));
        assertEquals("hut CONTROL_CHARACTER", rejected(bad.setOwnerId("a\nb")));
        assertEquals("hut INVALID_PREFERENCE", rejected(bad.setOwnerId("ann")));
        assertEquals("hut INVALID_PREFERENCE", rejected(bad.setVersion(1)));
        assertEquals(null, rejected(bad.setDocument("{}")));
        assertEquals(null, rejected(bad.setDocument(null)));
        assertEquals("hut INVALID_PREFERENCE", rejected(bad.setVersion(-1)));
    }

    private String rejected(Preference.Builder preference) {
        byte[] value = WireFormat.encode(PREFERENCE, preference.build());
        try {
            reader.preference(logged(value, partition("hut")), NOON, 0);
            return null;
        } catch (RejectedException e) {
            return e.placeId() + " " + e.getMessage();
        }
    }

    @Test
    void aRecordIsAsLargeAsItsKeyValueAndHeaders() throws RejectedException {
        byte[] value = WireFormat.encode(OBSERVATION, observation("hut").build());
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("log", partition("hut"), 0, new byte[3], value);
        record.headers().add("\u00E4", new byte[5]).add("x", null);
        assertEquals(
                3 + value.length + 2 + 5 + 1, reader.observation(record, NOON, 0).recordBytes());
    }

    /** Null when it is not. */
    private String rejected(Place.Builder place) {
        byte[] value = WireFormat.encode(PLACE, place.build());
        try {
            reader.parameters(logged(value, partition("hut")), NOON);
            return null;
        } catch (RejectedException e) {
            return e.placeId() + " " + e.getMessage();
        }
    }

    private static Observation.Builder observation(String placeId) {
        return Observation.newBuilder()
                .setPlaceId(placeId)
                .setSensorId("a")
                .setObservedAt(Instant.ofEpochMilli(NOON))
                .setAirTemperatureCelsius(20.0)
                .setExtras(Map.of());
    }

    private LoggedObservation read(Observation observation) throws RejectedException {
        byte[] value = WireFormat.encode(OBSERVATION, observation);
        return reader.observation(logged(value, partition("hut")), NOON, 0);
    }

    private String rejected(SpecificRecord record, int partition) {
        return rejected(WireFormat.encode(OBSERVATION, record), partition);
    }

    private String rejected(byte[] value) {
        return rejected(value, 0);
    }

    private String rejected(byte[] value, int partition) {
        RejectedException rejected =
                assertThrows(
                        RejectedException.class,
                        () -> {
                            reader.type(value);
                            reader.observation(logged(value, partition), NOON, 0);
                        });
        return rejected.placeId() + " " + rejected.getMessage();
    }

    private static ConsumerRecord<byte[], byte[]> logged(byte[] value, int partition) {
        return new ConsumerRecord<>("log", partition, 0, null, value);
    }

    /** As the producer of Kafka has it, of four. */
    private static int partition(String placeId) {
        byte[] bytes = placeId.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return org.apache.kafka.clients.producer.internals.BuiltInPartitioner.partitionForKey(
                bytes, 4);
    }

    /** The wire format's first bytes, and nothing behind them. */
    private static byte[] framed(int schemaId) {
        byte[] bytes = new byte[WireFormat.HEADER_BYTES];
        bytes[4] = (byte) schemaId;
        return bytes;
    }
}
