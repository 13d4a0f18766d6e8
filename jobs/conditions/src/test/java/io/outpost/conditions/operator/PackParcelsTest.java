package io.outpost.conditions.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.Emission;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.RejectionReason;
import io.outpost.decode.RoutedRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When records are sent, and in what order; without an exchange, by key group. */
class PackParcelsTest {
    private static final int NO_BYTES = 0;

    private OneInputStreamOperatorTestHarness<RoutedRecord, Parcel> harness;
    private long offset;

    @BeforeEach
    void open() throws Exception {
        harness = OperatorHarness.packing();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void aRecordWaitsForTenMilliseconds() throws Exception {
        harness.setProcessingTime(100);
        pack("hut", NO_BYTES);
        harness.setProcessingTime(105);
        pack("lake", NO_BYTES);
        harness.setProcessingTime(109);
        assertEquals(List.of(), parcels());
        harness.setProcessingTime(110);
        assertEquals(List.of(0L, 1L), offsets());
        pack("hut", NO_BYTES);
        harness.setProcessingTime(120);
        assertEquals(List.of(0L, 1L, 2L), offsets());
    }

    @Test
    void noWatermarkOvertakesARecord() throws Exception {
        pack("hut", NO_BYTES);
        pack("lake", NO_BYTES);
        harness.processWatermark(7);
        List<Object> all = new ArrayList<>(harness.getOutput());
        assertEquals(3, all.size());
        assertEquals(new Watermark(7), all.get(2));
    }

    @Test
    void whatWasPackedIsSentBeforeABarrier() throws Exception {
        pack("hut", NO_BYTES);
        assertThrows(Exception.class, () -> harness.snapshot(1, 1), "it would lack a record");
        harness.prepareSnapshotPreBarrier(2);
        assertEquals(List.of(0L), offsets());
        harness.snapshot(2, 2);
    }

    @Test
    void whatWasPackedIsSentAtTheEndOfTheInput() throws Exception {
        pack("hut", NO_BYTES);
        harness.endInput();
        harness.getOneInputOperator().finish();
        assertEquals(List.of(0L), offsets());
    }

    @Test
    void aParcelOfTheMostRecordsIsSentAtOnce() throws Exception {
        for (int i = 1; i < ParcelWriter.MOST_RECORDS; i++) {
            pack("hut", NO_BYTES);
        }
        assertEquals(List.of(), parcels());
        pack("hut", NO_BYTES);
        assertEquals(ParcelWriter.MOST_RECORDS, parcels().get(0).records());
        pack("hut", NO_BYTES);
        assertEquals(1, parcels().size());
    }

    @Test
    void aParcelOfTheMostBytesIsSentAtOnce() throws Exception {
        int half = ParcelWriter.MOST_BYTES / 2;
        pack("hut", half);
        assertEquals(List.of(), parcels());
        pack("hut", half);
        assertEquals(2, parcels().get(0).records());
    }

    @Test
    void aRecordLargerThanAParcelGoesWithThoseBeforeIt() throws Exception {
        pack("hut", NO_BYTES);
        pack("hut", 1024 * 1024);
        pack("hut", NO_BYTES);
        harness.processWatermark(7);
        assertEquals(List.of(2, 1), parcels().stream().map(Parcel::records).toList());
        assertEquals(List.of(0L, 1L, 2L), offsets());
    }

    @Test
    void aDeadLetterThatNamesNoPlaceIsAMessageAtOnce() throws Exception {
        DeadLetter letter = DeadLetter.of(RejectionReason.EMPTY, "", Origin.of(0, 1), null, 5);
        harness.processElement(RoutedRecord.of(PlaceInput.of(letter)), 5);
        List<StreamRecord<Emission>> messages =
                new ArrayList<>(harness.getSideOutput(StreamTypes.MESSAGES));
        assertEquals(letter, messages.get(0).getValue());
        harness.processWatermark(7);
        assertEquals(List.of(), parcels());
    }

    /** Observations, parameters and dead letters of many places. */
    @Test
    void recordsOfAKeyGroupStayInTheOrderOfTheLogAndGoWhereTheirPlaceIs() throws Exception {
        List<PlaceInput> log = GeneratedLog.withStrangers(6, 60, 5);
        for (int i = 0; i < log.size(); i++) {
            harness.processElement(RoutedRecord.of(log.get(i)), log.get(i).receivedAtMillis());
            if (i % 97 == 0) {
                harness.processWatermark(i);
            }
        }
        harness.processWatermark(log.size());
        List<PlaceInput> found = new ArrayList<>();
        for (Parcel parcel : parcels()) {
            List<PlaceInput> records = records(parcel);
            for (PlaceInput input : records) {
                assertEquals(keyGroup(parcel.key()), keyGroup(input.placeId()));
            }
            found.addAll(records);
        }
        assertTrue(log.stream().anyMatch(input -> input.deadLetter() != null));
        assertEquals(byKeyGroup(log), byKeyGroup(found));
    }

    private static Map<Integer, List<String>> byKeyGroup(Collection<PlaceInput> inputs) {
        Map<Integer, List<String>> all = new TreeMap<>();
        for (PlaceInput input : inputs) {
            all.computeIfAbsent(keyGroup(input.placeId()), key -> new ArrayList<>())
                    .add(
                            "%s %d %s %s"
                                    .formatted(
                                            input.placeId(),
                                            input.receivedAtMillis(),
                                            input.origin().offset(),
                                            input.version()));
        }
        return all;
    }

    private static int keyGroup(String placeId) {
        return KeyGroupRangeAssignment.assignToKeyGroup(placeId, OperatorHarness.MAX_PARALLELISM);
    }

    /** A dead letter, as it has bytes. */
    private void pack(String placeId, int bytes) throws Exception {
        Origin origin =
                new Origin(0, offset++, new byte[0], new byte[bytes], new String[0], new byte[0][]);
        DeadLetter letter = DeadLetter.of(RejectionReason.NO_QUANTITY, "", origin, placeId, offset);
        harness.processElement(RoutedRecord.of(PlaceInput.of(letter)), offset);
    }

    private List<Parcel> parcels() {
        return harness.extractOutputValues();
    }

    private List<Long> offsets() throws Exception {
        List<Long> offsets = new ArrayList<>();
        for (Parcel parcel : parcels()) {
            for (PlaceInput input : records(parcel)) {
                offsets.add(input.origin().offset());
            }
        }
        offsets.sort(null);
        return offsets;
    }

    private static List<PlaceInput> records(Parcel parcel) throws Exception {
        ParcelReader reader = new ParcelReader(null, null);
        reader.open(parcel);
        List<PlaceInput> records = new ArrayList<>();
        for (int i = 0; i < parcel.records(); i++) {
            records.add(reader.next());
        }
        return records;
    }
}
