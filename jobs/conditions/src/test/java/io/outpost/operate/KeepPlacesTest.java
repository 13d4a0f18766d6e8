package io.outpost.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.conditions.Settings;
import io.outpost.observe.Inbound;
import io.outpost.observe.PlaceKey;
import io.outpost.observe.RejectionReason;
import io.outpost.place.AlertRow;
import io.outpost.place.Origin;
import io.outpost.place.PaneRow;
import io.outpost.place.Reading;
import io.outpost.place.TallyRow;
import io.outpost.place.Tier;
import io.outpost.weather.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepPlacesTest {
    private static final Instant NOON = Instant.parse("2024-07-01T12:00:00Z");
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final int PARTITION = 3;

    private KeyedOneInputStreamOperatorTestHarness<Long, Inbound, DerivedRow> harness;
    private long openedAtMillis;

    @BeforeEach
    void open() throws Exception {
        harness = newHarness();
        harness.open();
        openedAtMillis = System.currentTimeMillis();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void aReplayedPlaceWritesOutWhatWaitsOnceItIsQuiet() throws Exception {
        harness.setProcessingTime(wall(0));
        observe(NOON, Duration.ofDays(100));
        assertTrue(rows().isEmpty());
        assertEquals(1, harness.numProcessingTimeTimers());
        assertEquals(0, harness.numEventTimeTimers());
        harness.setProcessingTime(wall(4));
        assertTrue(rows().isEmpty());
        harness.setProcessingTime(wall(5));
        assertEquals(List.of(Tier.MINUTE, Tier.QUARTER_HOUR, Tier.HOUR, Tier.DAY), tiers());
        TallyRow tally = rows().get(rows().size() - 1).tally();
        assertEquals(1, tally.accepted());
        assertEquals(0, tally.openPanes());
        assertEquals(0, harness.numProcessingTimeTimers());
    }

    @Test
    void aPlaceThatIsNotQuietIsAskedAgainLater() throws Exception {
        harness.setProcessingTime(wall(0));
        observe(NOON, Duration.ofDays(100));
        harness.setProcessingTime(wall(4));
        observe(NOON.plusSeconds(1), Duration.ofDays(100));
        harness.setProcessingTime(wall(5));
        assertTrue(rows().isEmpty());
        assertEquals(1, harness.numProcessingTimeTimers());
    }

    @Test
    void aPlaceIsNotQuietBecauseTheOperatorWasHeldUp() throws Exception {
        harness.setProcessingTime(wall(0));
        observe(NOON, Duration.ofDays(100));
        harness.setProcessingTime(wall(60));
        assertTrue(rows().isEmpty());
        harness.setProcessingTime(wall(65));
        assertEquals(List.of(Tier.MINUTE, Tier.QUARTER_HOUR, Tier.HOUR, Tier.DAY), tiers());
    }

    @Test
    void aPlaceIsNotQuietWhileItsPartitionIsReadOnlyToWhereItWasHeard() throws Exception {
        harness.setProcessingTime(wall(0));
        observe(NOON, Duration.ofDays(100));
        harness.setProcessingTime(wall(4));
        observe("other", NOON, Duration.ofDays(100).plusSeconds(1));
        harness.setProcessingTime(wall(5));
        assertTrue(rows().isEmpty());
    }

    @Test
    void aPlaceIsNotQuietWhileOtherPartitionsAreReadOnlyToWhereItWasHeard() throws Exception {
        harness.setProcessingTime(wall(0));
        observe(NOON, Duration.ofDays(100));
        harness.setProcessingTime(wall(4));
        observe("other", 4, NOON, Duration.ofDays(100).plusSeconds(1));
        harness.setProcessingTime(wall(5));
        assertTrue(rows().isEmpty());
    }

    @Test
    void aPlaceIsNotQuietWhileOtherPartitionsCatchUp() throws Exception {
        harness.setProcessingTime(wall(0));
        observe(NOON, Duration.ofDays(100));
        harness.setProcessingTime(wall(4));
        observe("other", 4, NOON, Duration.ofDays(100).plusSeconds(6));
        harness.setProcessingTime(wall(5));
        assertTrue(rows().isEmpty());
    }

    @Test
    void aPlaceIsQuietWhenItsPartitionIsSilentForLongWhateverTheBrokersClockSays()
            throws Exception {
        harness.setProcessingTime(wall(0));
        observe(NOON, Duration.ofDays(100));
        for (int seconds = 1; seconds < 60; seconds++) {
            harness.setProcessingTime(wall(seconds));
            observe("other", 4, NOON.plusSeconds(seconds), Duration.ofDays(100).plusSeconds(6));
        }
        assertTrue(rows().stream().noneMatch(KeepPlacesTest::isOfTrailhead));
        harness.setProcessingTime(wall(60));
        assertEquals(4, rows().stream().filter(KeepPlacesTest::isOfTrailhead).count());
    }

    @Test
    void aPlaceIsQuietWhenItsPartitionIsSilentAndOthersAreReadUpToNow() throws Exception {
        Instant observedAt = Instant.ofEpochMilli(wall(-1)).minus(Duration.ofDays(100));
        harness.setProcessingTime(wall(0));
        observe(observedAt, Duration.ofDays(100));
        harness.setProcessingTime(wall(4));
        observe("other", 4, observedAt, Duration.ofDays(100).plusSeconds(5));
        assertTrue(rows().isEmpty());
        harness.setProcessingTime(wall(5));
        assertEquals(List.of(Tier.MINUTE, Tier.QUARTER_HOUR, Tier.HOUR, Tier.DAY), tiers());
    }

    @Test
    void aPlaceIsQuietWhenItsPartitionHasGoneOnWithoutIt() throws Exception {
        harness.setProcessingTime(wall(0));
        observe(NOON, Duration.ofDays(100));
        harness.setProcessingTime(wall(4));
        observe("other", NOON, Duration.ofDays(100).plusSeconds(6));
        harness.setProcessingTime(wall(5));
        assertEquals(List.of(Tier.MINUTE, Tier.QUARTER_HOUR, Tier.HOUR, Tier.DAY), tiers());
    }

    @Test
    void aLivePlaceClosesItsPanesWhenTheWatermarkHasPassedThemByAMinute() throws Exception {
        observe(NOON, Duration.ofSeconds(1));
        harness.processWatermark(NOON.plusSeconds(119).toEpochMilli());
        assertTrue(rows().isEmpty());
        harness.processWatermark(NOON.plusSeconds(120).toEpochMilli());
        assertEquals(List.of(Tier.MINUTE), tiers());
    }

    @Test
    void aLivePlaceThatFallsSilentIsTold() throws Exception {
        observe(NOON, Duration.ofSeconds(1));
        harness.processWatermark(NOON.plus(Duration.ofHours(3)).toEpochMilli());
        AlertRow alert = alerts().get(0);
        assertEquals("NO_DATA", alert.subject());
        assertTrue(alert.provisional());
        observe(NOON.plus(Duration.ofHours(5)), Duration.ofSeconds(1));
        assertEquals("ENDED", alerts().get(1).kind());
        assertEquals(alert.episodeId(), alerts().get(1).episodeId());
    }

    @Test
    void aReplayedPlaceIsNeverToldSilent() throws Exception {
        observe(NOON, Duration.ofDays(100));
        harness.processWatermark(NOON.plus(Duration.ofDays(50)).toEpochMilli());
        assertTrue(alerts().isEmpty());
    }

    @Test
    void sendsALateReadingWithItsOffsetToTheLateOutput() throws Exception {
        observe(NOON, Duration.ofDays(100));
        observe(NOON.minus(Duration.ofDays(8)), Duration.ofDays(108));
        LateReading late = harness.getSideOutput(SideOutputs.LATE).poll().getValue();
        assertEquals("trailhead", late.placeId());
        assertEquals("station", late.sensorId());
        assertEquals(NOON.toEpochMilli(), late.clockMillis());
        assertEquals(42, late.sourceOffset());
    }

    @Test
    void tellsTheCountsThatWaitWhenTheInputEnds() throws Exception {
        observe("trailhead", NOON, Duration.ofDays(100));
        observe("summit", NOON, Duration.ofDays(100));
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        assertEquals(0, tallies());
        harness.close();
        harness = newHarness();
        harness.initializeState(snapshot);
        harness.open();
        observe("hut", NOON, Duration.ofDays(100));
        assertEquals(0, tallies());
        harness.getOneInputOperator().finish();
        assertEquals(3, tallies());
        harness.getOneInputOperator().finish();
        assertEquals(3, tallies(), "nothing waits any more");
    }

    private long tallies() {
        return rows().stream().filter(row -> row.tally() != null).count();
    }

    @Test
    void refusesAReadingWhosePlaceHasTheHashOfAnother() throws Exception {
        observe(NOON, Duration.ofDays(100));
        Inbound first = Inbound.of("trailhead", reading(NOON, Duration.ZERO));
        harness.processElement(
                new Inbound(first.placeKey(), "other", 0, reading(NOON, Duration.ZERO), null, null),
                0);
        Inbound rejected = harness.getSideOutput(SideOutputs.REJECTED).poll().getValue();
        assertEquals(RejectionReason.PLACE_KEY_COLLISION, rejected.rejected().reason());
    }

    @Test
    void goesOnFromASnapshotTakenAfterAnyReading() throws Exception {
        for (int i = 0; i < 200; i++) {
            observe(NOON.plusSeconds(60L * i), Duration.ofDays(100));
            OperatorSubtaskState snapshot = harness.snapshot(i, i);
            List<PaneRow> before = panes();
            harness.close();
            harness = newHarness();
            harness.initializeState(snapshot);
            harness.open();
            if (i > 1) {
                assertEquals(
                        NOON.plusSeconds(60L * (i - 2)).toEpochMilli(),
                        before.get(0).startMillis());
                assertEquals(
                        Math.min(i - 1, 60),
                        before.get(0).rolling()[1].counts()[1],
                        "the window of an hour at reading " + i);
            }
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<Long, Inbound, DerivedRow> newHarness()
            throws Exception {
        Settings settings = Settings.of(Map.of());
        KeyedOneInputStreamOperatorTestHarness<Long, Inbound, DerivedRow> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeepPlacesOperator(
                                new KeepPlaces(settings.conditions()::create, QUIET), 1),
                        Inbound::placeKey,
                        Types.LONG);
        harness.getExecutionConfig().enableObjectReuse();
        return harness;
    }

    /** The operator counts quiet from when it opened, by the clock of the machine. */
    private long wall(int seconds) {
        return openedAtMillis + Duration.ofHours(1).toMillis() + seconds * 1000L;
    }

    private void observe(Instant at, Duration delay) throws Exception {
        observe("trailhead", at, delay);
    }

    private void observe(String placeId, Instant at, Duration delay) throws Exception {
        observe(placeId, PARTITION, at, delay);
    }

    private void observe(String placeId, int partition, Instant at, Duration delay)
            throws Exception {
        Inbound inbound = Inbound.of(placeId, reading(partition, at, delay));
        harness.processElement(inbound, at.toEpochMilli());
    }

    private static Reading reading(Instant at, Duration delay) {
        return reading(PARTITION, at, delay);
    }

    private static Reading reading(int partition, Instant at, Duration delay) {
        double[] values = new double[Quantity.COUNT];
        Arrays.fill(values, Double.NaN);
        values[0] = 20;
        return new Reading(
                PlaceKey.of("station"),
                "station",
                at.toEpochMilli(),
                at.plus(delay).toEpochMilli(),
                60,
                values,
                0,
                7,
                Origin.of(partition, 42));
    }

    private static boolean isOfTrailhead(DerivedRow row) {
        return row.pane() != null && row.pane().placeId().equals("trailhead");
    }

    private List<DerivedRow> rows() {
        return harness.extractOutputValues();
    }

    private List<PaneRow> panes() {
        return rows().stream()
                .map(DerivedRow::pane)
                .filter(row -> row != null && row.tier() == Tier.MINUTE)
                .toList();
    }

    private List<Tier> tiers() {
        return rows().stream()
                .map(DerivedRow::pane)
                .filter(row -> row != null)
                .map(PaneRow::tier)
                .toList();
    }

    private List<AlertRow> alerts() {
        var alerts = harness.getSideOutput(SideOutputs.ALERTS);
        return alerts == null ? List.of() : alerts.stream().map(r -> r.getValue()).toList();
    }

    @Test
    void anInboundRecordIsCarriedWhole() throws Exception {
        Origin origin =
                new Origin(
                        1,
                        2,
                        new byte[] {1},
                        null,
                        new String[] {"traceparent"},
                        new byte[][] {{9}});
        Reading reading = reading(NOON, Duration.ZERO);
        Inbound inbound =
                Inbound.of(
                        "trailhead",
                        new Reading(
                                reading.sensorKey(),
                                reading.sensorId(),
                                reading.observedAtMillis(),
                                reading.receivedAtMillis(),
                                reading.intervalSeconds(),
                                reading.values(),
                                5,
                                6,
                                origin));
        var out = new org.apache.flink.core.memory.DataOutputSerializer(64);
        InboundSerializer.INSTANCE.serialize(inbound, out);
        Inbound carried =
                InboundSerializer.INSTANCE.deserialize(
                        new org.apache.flink.core.memory.DataInputDeserializer(
                                out.getCopyOfBuffer()));
        assertEquals("trailhead", carried.placeId());
        assertEquals(inbound.placeKey(), carried.placeKey());
        assertTrue(Arrays.equals(reading.values(), carried.reading().values()));
        assertEquals(5, carried.reading().flags());
        assertEquals(6, carried.reading().fingerprint());
        assertNull(carried.reading().origin().value());
        assertEquals("traceparent", carried.reading().origin().headerNames()[0]);
        assertEquals(9, carried.reading().origin().headerValues()[0][0]);
    }
}
