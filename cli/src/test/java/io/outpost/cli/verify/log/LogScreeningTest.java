package io.outpost.cli.verify.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import io.outpost.schemas.Tick;
import io.outpost.schemas.wire.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Places by share: which are too many, in the order of the log. */
class LogScreeningTest {
    private static final long NOON = Instant.parse("2026-06-01T12:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;
    private static final int OBSERVATION = 1;
    private static final int PLACE = 2;
    private static final int TICK = 3;

    /** Of one share of a log of two partitions. */
    private static final List<String> IDS =
            IntStream.range(0, 20_000)
                    .mapToObj(i -> "p" + i)
                    .filter(id -> partition(id) == 0 && KeyGroups.of(id) == 56)
                    .toList();

    private final PartitionCounts[] counts = {new PartitionCounts(), new PartitionCounts()};
    private AnsweringRegistry registry;
    private long offset;

    @BeforeEach
    void start() throws IOException {
        registry =
                new AnsweringRegistry()
                        .has(OBSERVATION, Observation.getClassSchema())
                        .has(PLACE, Place.getClassSchema())
                        .has(TICK, Tick.getClassSchema());
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void aShareHasSoManyPlacesAndThoseThatItHasGoOn() {
        LogScreening log = log(3, 100);
        assertEquals("p p p", observe(log, 0, 1, 2));
        assertEquals("TOO_MANY_PLACES p TOO_MANY_PLACES p", observe(log, 3, 1, 4, 2));
        assertEquals(2, log.deadLetters().size());
        assertEquals(2, counts[0].rejected);
    }

    @Test
    void theCountNeverFalls() {
        LogScreening log = log(1, 1);
        observe(log, 0);
        assertEquals("TOO_MANY_PLACES", take(log, observation(IDS.get(1)), NOON + 9000 * HOUR));
    }

    @Test
    void anotherShareHasItsOwnCount() {
        LogScreening log = log(1, 1);
        observe(log, 0);
        String otherGroup = other(0, 57);
        String otherPartition = other(1, 56);
        assertEquals("p", take(log, observation(otherGroup), NOON));
        assertEquals("p", take(log, observation(otherPartition), NOON));
        assertEquals("TOO_MANY_PLACES", observe(log, 1));
    }

    @Test
    void asManyAreNewWithinAnHourOfTheLog() {
        LogScreening log = log(100, 2);
        assertEquals("p p TOO_MANY_PLACES", observe(log, 0, 1, 2));
        long lastOfHour = NOON + HOUR - 1;
        assertEquals("TOO_MANY_PLACES", take(log, observation(IDS.get(2)), lastOfHour));
        assertEquals("p", take(log, observation(IDS.get(2)), NOON + HOUR));
        assertEquals("p", take(log, observation(IDS.get(3)), NOON + HOUR));
        assertEquals("TOO_MANY_PLACES", take(log, observation(IDS.get(4)), NOON + HOUR));
    }

    @Test
    void whatIsRejectedIsNotCounted() {
        LogScreening log = log(1, 1);
        Observation without =
                Observation.newBuilder(observation(IDS.get(0)))
                        .setAirTemperatureCelsius(null)
                        .build();
        assertEquals("NO_QUANTITY", take(log, without, NOON));
        assertEquals("p", observe(log, 1));
        assertEquals("TOO_MANY_PLACES", observe(log, 0));
        assertEquals("NO_QUANTITY", take(log, without, NOON), "it is looked at last");
    }

    @Test
    void placesThatParametersMakeAreCountedApart() {
        LogScreening log = log(2, 2);
        assertEquals("p p", parameters(log, 0, 1));
        assertEquals("p p", observe(log, 2, 3));
        assertEquals("TOO_MANY_PLACES", parameters(log, 4));
        assertEquals("TOO_MANY_PLACES", observe(log, 4));
        // Of these there are parameters already, but an observation would be the first.
        assertEquals("TOO_MANY_PLACES", observe(log, 0));
        assertEquals("p p p", parameters(log, 0, 2, 3));
        assertEquals(5, counts[0].parameters);
    }

    @Test
    void aPlaceThatAnObservationMadeIsNotMadeByParameters() {
        LogScreening log = log(1, 1);
        assertEquals("p", observe(log, 0));
        assertEquals("p p", parameters(log, 0, 1));
        assertEquals("TOO_MANY_PLACES", parameters(log, 2));
    }

    @Test
    void aPlaceThatParametersMadeIsCountedWithItsFirstObservation() {
        LogScreening log = log(1, 1);
        assertEquals("p", parameters(log, 0));
        assertEquals("p TOO_MANY_PLACES", observe(log, 0, 1));
    }

    @Test
    void parametersThatAreTakenBackMakeAPlaceToo() {
        LogScreening log = log(1, 1);
        Place.Builder removed = Place.newBuilder(place(IDS.get(0))).setRemoved(true);
        assertEquals("p", take(log, removed.build(), NOON));
        assertEquals("TOO_MANY_PLACES", parameters(log, 1));
        Place other = removed.setPlaceId(IDS.get(2)).build();
        assertEquals("TOO_MANY_PLACES", take(log, other, NOON));
    }

    @Test
    void ofAPlaceItIsARejectedRecordThatNamesIt() {
        LogScreening log = log(1, 1);
        observe(log, 0);
        LogRecord rejected = log.screen(logged(observation(IDS.get(1)), 7), NOON, 0, counts[0]);
        assertEquals(new LoggedRejection(IDS.get(1), 0, 7, NOON, "TOO_MANY_PLACES"), rejected);
        DeadLetter letter = log.deadLetters().get(LogRecord.position(0, 7));
        assertEquals("TOO_MANY_PLACES", letter.reason());
        assertNotEquals(0, letter.contentHash());
    }

    @Test
    void ticksAreCountedAndNameNothing() {
        LogScreening log = log(1, 1);
        byte[] value = WireFormat.encode(TICK, Tick.newBuilder().setSentAt(Instant.EPOCH).build());
        assertEquals(
                null,
                log.screen(new ConsumerRecord<>("log", 0, 0, null, value), NOON, 0, counts[0]));
        assertEquals(1, counts[0].ticks);
    }

    private LogScreening log(int most, int mostNewPerHour) {
        return new LogScreening(
                registry.schemas(), 2, new PlaceBounds(most, mostNewPerHour), "{}"::equals);
    }

    private String observe(LogScreening log, int... places) {
        return text(IntStream.of(places).mapToObj(i -> take(log, observation(IDS.get(i)), NOON)));
    }

    private String parameters(LogScreening log, int... places) {
        return text(IntStream.of(places).mapToObj(i -> take(log, place(IDS.get(i)), NOON)));
    }

    private static String text(java.util.stream.Stream<String> outcomes) {
        return String.join(" ", outcomes.toList());
    }

    /** The reason why it is rejected; p when it is not. */
    private String take(LogScreening log, SpecificRecord record, long received) {
        ConsumerRecord<byte[], byte[]> logged = logged(record, offset++);
        LogRecord taken = log.screen(logged, received, 0, counts[logged.partition()]);
        return taken instanceof LoggedRejection rejection ? rejection.reason() : "p";
    }

    private static ConsumerRecord<byte[], byte[]> logged(SpecificRecord record, long offset) {
        boolean isPlace = record instanceof Place;
        String id = record.get(0).toString();
        byte[] value = WireFormat.encode(isPlace ? PLACE : OBSERVATION, record);
        return new ConsumerRecord<>("log", partition(id), offset, null, value);
    }

    private static Observation observation(String placeId) {
        return Observation.newBuilder()
                .setPlaceId(placeId)
                .setSensorId("a")
                .setObservedAt(Instant.ofEpochMilli(NOON))
                .setAirTemperatureCelsius(20.0)
                .setExtras(Map.of())
                .build();
    }

    private static Place place(String placeId) {
        return Place.newBuilder().setPlaceId(placeId).setName("P").build();
    }

    private static String other(int partition, int keyGroup) {
        return IntStream.range(0, 20_000)
                .mapToObj(i -> "q" + i)
                .filter(id -> partition(id) == partition && KeyGroups.of(id) == keyGroup)
                .findFirst()
                .orElseThrow();
    }

    /** As the producer of Kafka has it, of two. */
    private static int partition(String placeId) {
        byte[] bytes = placeId.getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(bytes)) % 2;
    }
}
