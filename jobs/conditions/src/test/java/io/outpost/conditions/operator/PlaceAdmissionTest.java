package io.outpost.conditions.operator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.Emission;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceVersion;
import io.outpost.core.place.Reading;
import io.outpost.core.place.RejectionReason;
import io.outpost.core.preference.PreferenceVersion;
import io.outpost.core.weather.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of a share 5 places at most, and 3 within an hour; here all are of one share, but where said. */
class PlaceAdmissionTest {
    private static final long HOUR = 3_600_000;
    private static final long START = 478_000 * HOUR;
    private static final List<String> PLACES = ofOneKeyGroup();

    private KeyedOneInputStreamOperatorTestHarness<String, Parcel, Emission> harness;
    private long offset;

    @BeforeEach
    void open() throws Exception {
        harness = OperatorHarness.create(1, 0, OperatorHarness.Way.gathering(1000));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void theOrderInTheLogDecidesThoughRecordsAreAppliedPlaceByPlace() throws Exception {
        for (int place : new int[] {0, 1, 0, 2, 3, 1, 4, 3}) {
            observe(place, START + 5);
        }
        observe(3, START + HOUR);
        observe(4, START + HOUR);
        observe(5, START + 2 * HOUR);
        assertEquals(List.of("4 3", "6 4", "7 3", "10 5"), rejected());
    }

    @Test
    void placesMadeByParametersAreCountedApart() throws Exception {
        for (int place = 0; place < 4; place++) {
            describe(place, START);
        }
        for (int place = 0; place < 4; place++) {
            observe(place, START);
        }
        describe(3, START);
        observe(3, START + HOUR);
        describe(3, START + HOUR);
        describe(0, START + HOUR);
        assertEquals(List.of("3 3", "7 3", "8 3"), rejected());
    }

    @Test
    void aPreferenceMakesAPlaceAsParametersDo() throws Exception {
        for (int place = 0; place < 2; place++) {
            describe(place, START);
        }
        for (int place = 0; place < 4; place++) {
            prefer(place, START);
        }
        assertEquals(List.of("5 3"), rejected());
    }

    /** The third one is, as parameters have made its place. */
    @Test
    void anObservationTooManyIsAnEventOfAPlaceThatHasParameters() throws Exception {
        for (int place = 0; place < 4; place++) {
            observe(place, START);
        }
        observe(4, START);
        describe(4, START + 1);
        observe(4, START + 2);
        drain();
        List<DeadLetter> letters = letters();
        assertEquals(List.of(0L, 0L, 2L), letters.stream().map(DeadLetter::revision).toList());
        assertEquals(START + 2, letters.get(2).asOfMillis());
        assertArrayEquals(new byte[] {42}, letters.get(2).origin().value(), "with its bytes");
    }

    @Test
    void rejectedRecordsMakeNoPlaceAndTakeNoRoom() throws Exception {
        for (int place = 0; place < 9; place++) {
            process(
                    PlaceInput.of(
                            DeadLetter.of(
                                    RejectionReason.NO_QUANTITY,
                                    "",
                                    origin(0),
                                    PLACES.get(place),
                                    START)));
        }
        for (int place = 0; place < 3; place++) {
            observe(place, START);
        }
        assertEquals(List.of(), rejected());
    }

    @Test
    void anotherPartitionAndAnotherKeyGroupAreOtherShares() throws Exception {
        for (int place = 0; place < 4; place++) {
            observe(place, START);
        }
        for (int place = 5; place < 9; place++) {
            process(PlaceInput.of(PLACES.get(place), reading(START, origin(1))));
        }
        for (int place = 0; place < 3; place++) {
            String other = PLACES.get(place) + " elsewhere";
            process(PlaceInput.of(other, reading(START, origin(0))));
        }
        assertEquals(List.of("3 3", "7 8"), rejected());
    }

    @Test
    void theCountsAreThoseOfTheSnapshotAfterAFailure() throws Exception {
        observe(0, START);
        drain();
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        observe(1, START);
        observe(2, START);
        harness.close();
        open(snapshot);
        for (int place = 1; place < 4; place++) {
            observe(place, START);
        }
        assertEquals(List.of("5 3"), rejected());
    }

    private void open(OperatorSubtaskState snapshot) throws Exception {
        harness = OperatorHarness.create(1, 0, OperatorHarness.Way.gathering(1000));
        harness.initializeState(snapshot);
        harness.open();
    }

    private void observe(int place, long receivedAtMillis) throws Exception {
        process(PlaceInput.of(PLACES.get(place), reading(receivedAtMillis, origin(0))));
    }

    private void describe(int place, long receivedAtMillis) throws Exception {
        PlaceVersion version = PlaceVersion.at("P", 1, 2, 3, "UTC", 0);
        process(PlaceInput.of(PLACES.get(place), version, receivedAtMillis, origin(0)));
    }

    private void prefer(int place, long receivedAtMillis) throws Exception {
        PreferenceVersion version = new PreferenceVersion("dry", "ann", 1, "{}");
        process(PlaceInput.of(PLACES.get(place), version, receivedAtMillis, origin(0)));
    }

    private void process(PlaceInput input) throws Exception {
        harness.processElement(new StreamRecord<>(OperatorHarness.parcel(input)));
    }

    private Origin origin(int partition) {
        return new Origin(partition, offset++, null, new byte[] {42}, new String[0], new byte[0][]);
    }

    private static Reading reading(long receivedAtMillis, Origin origin) {
        double[] values = new double[Quantity.COUNT];
        Arrays.fill(values, Double.NaN);
        values[Quantity.AIR_TEMPERATURE_CELSIUS.code()] = 20;
        return new Reading(
                7, "a", receivedAtMillis - 1000, receivedAtMillis, 60, values, 0, 1, origin);
    }

    private void drain() throws Exception {
        harness.prepareSnapshotPreBarrier(1);
    }

    /** Offset and number of the place of each record too many, by offset. */
    private List<String> rejected() throws Exception {
        drain();
        return letters().stream()
                .map(one -> one.origin().offset() + " " + PLACES.indexOf(one.placeId()))
                .toList();
    }

    private List<DeadLetter> letters() {
        var messages = harness.getSideOutput(StreamTypes.MESSAGES);
        List<DeadLetter> letters = new ArrayList<>();
        if (messages != null) {
            messages.forEach(
                    one -> {
                        if (one.getValue() instanceof DeadLetter letter
                                && letter.reason() == RejectionReason.TOO_MANY_PLACES) {
                            letters.add(letter);
                        }
                    });
        }
        letters.sort((one, other) -> Long.compare(one.origin().offset(), other.origin().offset()));
        return letters;
    }

    private static List<String> ofOneKeyGroup() {
        List<String> found = new ArrayList<>();
        for (int i = 0; found.size() < 9; i++) {
            String place = "place " + i;
            int keyGroup =
                    KeyGroupRangeAssignment.assignToKeyGroup(
                            place, OperatorHarness.MAX_PARALLELISM);
            if (keyGroup == 5) {
                found.add(place);
            }
        }
        return found;
    }
}
