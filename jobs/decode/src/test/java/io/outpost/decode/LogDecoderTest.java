package io.outpost.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.model.StreamSize;
import io.outpost.core.model.Surface;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceVersion;
import io.outpost.core.place.RejectionReason;
import io.outpost.core.preference.PreferenceVersion;
import io.outpost.decode.preference.Documents;
import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import io.outpost.schemas.Preference;
import io.outpost.schemas.Tick;
import io.outpost.schemas.wire.WireFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a record of the log is, by its writer's schema. */
class LogDecoderTest {
    private static final Instant NOON = Instant.parse("2024-07-01T12:00:00Z");
    private static final int OBSERVATION = 1;
    private static final int PLACE = 2;
    private static final int PREFERENCE = 3;
    private static final int TICK = 4;
    private static final int LATE_COMER = 5;
    private static final String DRY =
            "{\"name\":\"Dry\",\"when\":{\"condition\":\"MUD\",\"at_most\":\"TACKY\"}}";

    private final Map<Integer, Schema> registered = new HashMap<>();
    private final InMemoryRegistry registry;

    LogDecoderTest() throws IOException {
        registered.put(OBSERVATION, Observation.getClassSchema());
        registered.put(PLACE, Place.getClassSchema());
        registered.put(PREFERENCE, Preference.getClassSchema());
        registered.put(TICK, Tick.getClassSchema());
        registry = new InMemoryRegistry(registered);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void readsObservationsAndParametersAndPassesTicksOverAndPreferencesWhereNobodyWantsThem() {
        LogDecoder decoder = decoder(1);
        PlaceInput observation = decoder.decode(source(OBSERVATION, observation()));
        assertEquals("trailhead", observation.placeId());
        assertEquals(20, observation.reading().values()[0]);
        PlaceInput parameters = decoder.decode(source(PLACE, place().build()));
        assertEquals("Trailhead", parameters.version().name());
        assertFalse(parameters.version().removed());
        assertEquals(NOON.toEpochMilli(), parameters.receivedAtMillis());
        assertNull(decoder.decode(source(TICK, new Tick(NOON))));
        assertNull(decoder.decode(source(PREFERENCE, (byte) 7)), "whatever its bytes");
    }

    @Test
    void takesParametersBack() {
        PlaceInput removal = decoder(1).decode(source(PLACE, place().setRemoved(true).build()));
        assertEquals("trailhead", removal.placeId());
        assertTrue(removal.version().removed());
    }

    @Test
    void rejectsParametersInAnotherPartitionAndThoseWithoutAPlace() {
        PlaceInput elsewhere = decoder(64).decode(source(PLACE, place().build()));
        assertEquals(RejectionReason.WRONG_PARTITION, elsewhere.deadLetter().reason());
        assertNull(elsewhere.placeId());
        PlaceInput blank = decoder(1).decode(source(PLACE, place().setPlaceId(" ").build()));
        assertEquals(RejectionReason.MISSING_PLACE, blank.deadLetter().reason());
        PlaceInput name = decoder(1).decode(source(PLACE, place().setName("a\u0000").build()));
        assertEquals(RejectionReason.CONTROL_CHARACTER, name.deadLetter().reason());
        assertEquals("trailhead", name.placeId());
    }

    @Test
    void rejectsParametersThatAreOutOfRangeAndNamesTheirPlace() {
        List<Place.Builder> outOfRange =
                List.of(
                        place().setLatitude(90.000001),
                        place().setLatitude(-91.0),
                        place().setLatitude(Double.NaN),
                        place().setLatitude(Double.NEGATIVE_INFINITY),
                        place().setLongitude(180.5),
                        place().setLongitude(-1e9),
                        place().setLongitude(Double.NaN),
                        place().setElevationMetres(9_000.5),
                        place().setElevationMetres(-501.0),
                        place().setElevationMetres(Double.POSITIVE_INFINITY),
                        place().setStaleAfterSeconds(119),
                        place().setStaleAfterSeconds(0),
                        place().setStaleAfterSeconds(-120),
                        place().setStaleAfterSeconds(604_801),
                        place().setStaleAfterSeconds(Integer.MIN_VALUE),
                        place().setTimeZone(""),
                        place().setTimeZone("Europe/Atlantis"),
                        place().setTimeZone("europe/berlin"),
                        place().setTimeZone("UTC+25"),
                        place().setTimeZone("UTC\u0000"),
                        place().setSurface("loam"),
                        place().setSurface("ROCK"),
                        place().setSurface(""),
                        place().setStreamSize("HUGE"),
                        place().setStreamSize(" SMALL"),
                        place().setAspectDegrees(-0.1),
                        place().setAspectDegrees(361.0),
                        place().setAspectDegrees(Double.NaN),
                        place().setWindHeightMetres(0.0),
                        place().setWindHeightMetres(100.5),
                        place().setWindHeightMetres(Double.NaN),
                        place().setAttribution(""),
                        place().setAttribution("a\nb"),
                        place().setAttribution("é".repeat(129)));
        for (Place.Builder one : outOfRange) {
            PlaceInput found = decoder(1).decode(source(PLACE, one.build()));
            RejectionReason reason = found.deadLetter().reason();
            assertEquals(RejectionReason.PARAMETER_OUT_OF_RANGE, reason, one.build()::toString);
            assertEquals("trailhead", found.placeId());
            one.setRemoved(true);
            assertTrue(decoder(1).decode(source(PLACE, one.build())).version().removed());
        }
    }

    @Test
    void theDetailOfParametersThatAreOutOfRangeNamesFieldValueAndWhatIsAllowed() {
        Map<Place.Builder, String> details =
                Map.of(
                        place().setLatitude(123.0), "latitude 123 is not within -90..90",
                        place().setLongitude(-1e9), "longitude -1000000000 is not within -180..180",
                        place().setElevationMetres(9_000.5),
                                "elevationMetres 9000.5 is not within -500..9000",
                        place().setStaleAfterSeconds(119),
                                "staleAfterSeconds 119 is not within 120..604800",
                        place().setAspectDegrees(Double.NaN),
                                "aspectDegrees NaN is not within 0..360",
                        place().setWindHeightMetres(0.0),
                                "windHeightMetres 0 is not within 0.5..100",
                        place().setStreamSize("HUGE"),
                                "streamSize 'HUGE' is not one of [SMALL, MEDIUM, LARGE]",
                        place().setSurface("x".repeat(100_000)),
                                "surface '"
                                        + "x".repeat(40)
                                        + "' is not one of [LOAM, SAND, CLAY, GRAVEL]",
                        place().setTimeZone("Mars"),
                                "timeZone 'Mars' is not known; an IANA name such as Europe/Berlin,"
                                        + " or an offset such as +08:00");
        details.forEach(
                (place, detail) ->
                        assertEquals(
                                detail,
                                decoder(1)
                                        .decode(source(PLACE, place.build()))
                                        .deadLetter()
                                        .detail()));
    }

    @Test
    void takesEverySurfaceAndStreamSizeByItsName() {
        for (Surface surface : Surface.values()) {
            Place place = place().setSurface(surface.name()).build();
            assertEquals(surface, decoder(1).decode(source(PLACE, place)).version().surface());
        }
        for (StreamSize size : StreamSize.values()) {
            Place place = place().setStreamSize(size.name()).build();
            assertEquals(size, decoder(1).decode(source(PLACE, place)).version().streamSize());
        }
    }

    @Test
    void takesParametersAtTheEndsOfTheirRangesAndNullAsNotKnown() {
        for (int sign : new int[] {-1, 1}) {
            Place.Builder ends =
                    place().setLatitude(sign * 90.0)
                            .setLongitude(sign * 180.0)
                            .setElevationMetres(sign < 0 ? -500.0 : 9_000.0)
                            .setStaleAfterSeconds(sign < 0 ? 120 : 604_800)
                            .setAspectDegrees(sign < 0 ? 0.0 : 360.0)
                            .setWindHeightMetres(sign < 0 ? 0.5 : 100.0)
                            .setAttribution(sign < 0 ? "a" : "é".repeat(128))
                            .setTimeZone(sign < 0 ? "Pacific/Kiritimati" : "-03:30");
            PlaceVersion version = decoder(1).decode(source(PLACE, ends.build())).version();
            assertEquals(sign * 90, version.latitudeDegrees());
            assertEquals(sign * 180, version.longitudeDegrees());
            assertEquals(sign < 0 ? -500 : 9_000, version.elevationMetres());
            assertEquals(sign < 0 ? 0 : 360, version.aspectDegrees());
            assertEquals(sign < 0 ? 0.5 : 100, version.windHeightMetres());
            assertEquals(sign < 0 ? "a" : "é".repeat(128), version.attribution());
            assertEquals(sign < 0 ? 120 : 604_800, version.staleAfterSeconds());
            assertEquals(sign < 0 ? "Pacific/Kiritimati" : "-03:30", version.timeZone());
        }
        PlaceInput plain = decoder(1).decode(source(PLACE, place().build()));
        assertTrue(Double.isNaN(plain.version().latitudeDegrees()));
        assertEquals(0, plain.version().staleAfterSeconds());
        assertNull(plain.version().surface());
        assertNull(plain.version().streamSize());
        assertTrue(Double.isNaN(plain.version().aspectDegrees()));
        assertTrue(Double.isNaN(plain.version().windHeightMetres()));
        assertNull(plain.version().attribution());
        assertEquals(plain.origin().value().length, plain.origin().recordBytes());
    }

    @Test
    void anIdThatWasRefusedStaysRefusedAfterARestartThoughItsSchemaIsRegisteredLater()
            throws IOException {
        WriterSchemas before = schemas(registry);
        LogDecoder decoder = new LogDecoder(before, 1);
        SourceRecord early = source(LATE_COMER, observation());
        assertEquals(RejectionReason.UNKNOWN_SCHEMA, decoder.decode(early).deadLetter().reason());
        decoder.decode(source(OBSERVATION, observation()));

        registered.put(LATE_COMER, Observation.getClassSchema());
        try (InMemoryRegistry later = new InMemoryRegistry(registered)) {
            WriterSchemas after = schemas(later);
            before.decided().forEach(after::restore);
            LogDecoder restarted = new LogDecoder(after, 1);
            assertEquals(
                    RejectionReason.UNKNOWN_SCHEMA, restarted.decode(early).deadLetter().reason());
        }
        WriterSchemas alone = new WriterSchemas(null, RegistryOutage.sleeping());
        before.decided().forEach(alone::restore);
        assertEquals(
                "trailhead",
                new LogDecoder(alone, 1).decode(source(OBSERVATION, observation())).placeId(),
                "what was read once needs no registry");
    }

    @Test
    void readsPreferencesWhereTheyAreWanted() {
        PlaceInput wanted = preferences(1).decode(source(PREFERENCE, preference().build()));
        assertEquals("trailhead", wanted.placeId());
        assertEquals(new PreferenceVersion("dry", "ann", 3, DRY), wanted.preference());
        assertEquals(NOON.toEpochMilli(), wanted.receivedAtMillis());
        assertNull(wanted.deadLetter());
        PlaceInput over = preferences(1).decode(source(PREFERENCE, takenBack().build()));
        assertTrue(over.preference().isTakenBack());
        assertEquals(
                1,
                preferences(1)
                        .route(source(PREFERENCE, takenBack().build()))
                        .input()
                        .preference()
                        .number());
        assertNull(preferences(1).decode(source(TICK, new Tick(NOON))));
    }

    @Test
    void rejectsPreferencesWithTheirReasonAndNamesTheirPlaceOnceItIsKnown() {
        rejects(preference().setPreferenceId(""), RejectionReason.MISSING_PREFERENCE);
        rejects(preference().setPreferenceId("é".repeat(129)), RejectionReason.ID_TOO_LONG);
        rejects(preference().setPreferenceId("a\u0000"), RejectionReason.CONTROL_CHARACTER);
        rejects(preference().setOwnerId(" "), RejectionReason.MISSING_OWNER);
        rejects(preference().setOwnerId("o".repeat(257)), RejectionReason.ID_TOO_LONG);
        rejects(preference().setVersion(0), RejectionReason.INVALID_PREFERENCE);
        rejects(takenBack().setVersion(-1), RejectionReason.INVALID_PREFERENCE);
        rejects(preference().setDocument(""), RejectionReason.INVALID_PREFERENCE);
        String long16385 = DRY + " ".repeat(16_385 - DRY.length());
        rejects(preference().setDocument(long16385), RejectionReason.INVALID_PREFERENCE);
        String long16384 = long16385.substring(0, 16_384);
        Preference longest = preference().setDocument(long16384).build();
        assertNull(preferences(1).decode(source(PREFERENCE, longest)).deadLetter());
        PlaceInput nowhere =
                preferences(1).decode(source(PREFERENCE, preference().setPlaceId("").build()));
        assertEquals(RejectionReason.MISSING_PLACE, nowhere.deadLetter().reason());
        PlaceInput elsewhere = preferences(64).decode(source(PREFERENCE, preference().build()));
        assertEquals(RejectionReason.WRONG_PARTITION, elsewhere.deadLetter().reason());
        assertNull(elsewhere.placeId());
        PlaceInput cut = preferences(1).decode(source(PREFERENCE, (byte) 7));
        assertEquals(RejectionReason.UNDECODABLE, cut.deadLetter().reason());
    }

    @Test
    void theDetailOfADocumentThatIsNonePointsAtWhatIsWrong() {
        Map<String, String> details =
                Map.of(
                        DRY.replace("MUD", "MUT"),
                        "document: /when/condition ",
                        DRY.replace("TACKY", "WET"),
                        "document: /when/at_most ",
                        "{\"name\":\"Dry\"}",
                        "document: /when is missing",
                        "[]",
                        "document:  must be ");
        details.forEach(
                (document, detail) -> {
                    Preference sent = preference().setDocument(document).build();
                    String found =
                            preferences(1).decode(source(PREFERENCE, sent)).deadLetter().detail();
                    assertTrue(found.startsWith(detail), found);
                });
    }

    private void rejects(Preference.Builder preference, RejectionReason reason) {
        PlaceInput found = preferences(1).decode(source(PREFERENCE, preference.build()));
        assertEquals(reason, found.deadLetter().reason(), preference.build()::toString);
        assertEquals("trailhead", found.placeId());
    }

    private LogDecoder preferences(int partitions) {
        return new LogDecoder(schemas(registry), partitions, Documents.LEVELS);
    }

    private static Preference.Builder preference() {
        return Preference.newBuilder()
                .setPreferenceId("dry")
                .setPlaceId("trailhead")
                .setOwnerId("ann")
                .setVersion(3)
                .setDocument(DRY);
    }

    private static Preference.Builder takenBack() {
        return preference().setVersion(1).setDocument(null);
    }

    private LogDecoder decoder(int partitions) {
        return new LogDecoder(schemas(registry), partitions);
    }

    private static WriterSchemas schemas(InMemoryRegistry of) {
        return new WriterSchemas(
                of.client(),
                (outage, pause) -> {
                    throw new AssertionError("the registry answers", outage);
                });
    }

    private static Observation observation() {
        return Observation.newBuilder()
                .setPlaceId("trailhead")
                .setSensorId("station")
                .setObservedAt(NOON)
                .setAirTemperatureCelsius(20.0)
                .build();
    }

    private static Place.Builder place() {
        return Place.newBuilder().setPlaceId("trailhead").setName("Trailhead");
    }

    private static SourceRecord source(int schemaId, SpecificRecord message) {
        return source(WireFormat.encode(schemaId, message));
    }

    private static SourceRecord source(int schemaId, byte body) {
        return source(new byte[] {0, 0, 0, 0, (byte) schemaId, body});
    }

    private static SourceRecord source(byte[] value) {
        return new SourceRecord(
                NOON.toEpochMilli(),
                true,
                new Origin(0, 1, new byte[0], value, new String[0], new byte[0][]));
    }
}
