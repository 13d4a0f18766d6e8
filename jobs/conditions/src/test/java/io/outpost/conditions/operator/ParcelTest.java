package io.outpost.conditions.operator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.RejectionReason;
import io.outpost.decode.LogDecoder;
import io.outpost.decode.RegistryOutage;
import io.outpost.decode.RoutedDecoder;
import io.outpost.decode.RoutedRecord;
import io.outpost.decode.SourceRecord;
import io.outpost.decode.WriterSchemas;
import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records as they came and decoded ones, side by side in a parcel. */
class ParcelTest {
    private static final long NOON = Instant.parse("2024-07-01T12:00:00Z").toEpochMilli();
    private static final String PLACE = "trailhead";
    private static final Map<String, String> NONE = Map.of();

    private final ParcelWriter parcel = new ParcelWriter(PLACE);
    private LogDecoder decoder;
    private long offset;

    @BeforeEach
    void know() {
        WriterSchemas schemas = new WriterSchemas(null, RegistryOutage.sleeping());
        for (RecordType type : RecordType.values()) {
            schemas.restore(id(type), "+" + type.schema());
        }
        decoder = new LogDecoder(schemas, 1);
    }

    @Test
    void recordsOfAPlaceKeepTheirOrderHoweverTheyAreDecoded() throws Exception {
        Map<String, String> extras = Map.of("battery", "low");
        boolean[] decoded = {
            add(observation(PLACE, 20.0, NONE)),
            add(observation(PLACE, 20.0, extras)),
            add(observation(PLACE, null, NONE)),
            add(observation(PLACE, null, extras)),
            add(parameters()),
            add(observation(PLACE, 21.0, NONE))
        };
        assertArrayEquals(new boolean[] {false, true, false, true, true, false}, decoded);
        List<PlaceInput> inputs = read(1);
        for (int i = 0; i < inputs.size(); i++) {
            assertEquals(i, inputs.get(i).origin().offset());
            assertEquals(NOON + i, inputs.get(i).receivedAtMillis());
            assertEquals(PLACE, inputs.get(i).placeId());
        }
        assertNotNull(inputs.get(0).reading());
        assertNotNull(inputs.get(1).reading());
        assertEquals(RejectionReason.NO_QUANTITY, inputs.get(2).deadLetter().reason());
        assertEquals(RejectionReason.NO_QUANTITY, inputs.get(3).deadLetter().reason());
        assertNotNull(inputs.get(4).version());
        assertNotNull(inputs.get(5).reading());
    }

    @Test
    void anIdOfOtherLettersIsDecodedAtItsPlaceToo() throws Exception {
        for (String place : List.of("Z\u00fcrich", "\u4e2d\u6587", "a b")) {
            assertFalse(add(observation(place, 20.0, NONE)), place);
            assertEquals(place, read(1).get(0).placeId());
        }
    }

    @Test
    void whatIsRejectedAtItsPlaceIsAsItCame() throws Exception {
        byte[] value = observation(PLACE, null, NONE);
        add(value);
        Origin origin = read(1).get(0).deadLetter().origin();
        assertArrayEquals(value, origin.value());
        assertArrayEquals(PLACE.getBytes(StandardCharsets.UTF_8), origin.key());
        assertArrayEquals(new String[] {RecordType.HEADER}, origin.headerNames());
    }

    @Test
    void keysAndValuesOfAParcelStayInItsBytes() throws Exception {
        byte[] first = observation(PLACE, 20.0, NONE);
        byte[] second = observation("another", 21.0, NONE);
        add(first);
        add(second);
        List<PlaceInput> inputs = read(1);
        Origin origin = inputs.get(0).origin();
        assertArrayEquals(first, origin.value());
        assertArrayEquals(second, inputs.get(1).origin().value());
        assertSame(origin.valueBytes(), inputs.get(1).origin().keyBytes());
        Origin owned = origin.owned();
        assertArrayEquals(PLACE.getBytes(StandardCharsets.UTF_8), owned.keyBytes());
        assertArrayEquals(first, owned.valueBytes());
        assertEquals(origin.recordBytes(), owned.recordBytes());
        assertSame(origin.headerNames(), owned.headerNames());
    }

    /** It names no place, and is no event of one. */
    @Test
    void aRecordInAWrongPartitionIsAMessageOfNoPlace() throws Exception {
        for (int i = 0; i < OperatorHarness.PARTITIONS; i++) {
            add(observation("place " + i, 20.0, NONE));
        }
        var harness = OperatorHarness.create(1, 0);
        harness.open();
        harness.processElement(new StreamRecord<>(parcel.take()));
        DeadLetter letter =
                (DeadLetter) harness.getSideOutput(StreamTypes.MESSAGES).peek().getValue();
        assertEquals(RejectionReason.WRONG_PARTITION, letter.reason());
        assertNull(letter.placeId());
        assertEquals(0, letter.revision());
        harness.close();
    }

    /** True: it was decoded where it is read. */
    private boolean add(byte[] value) throws Exception {
        byte[] key = PLACE.getBytes(StandardCharsets.UTF_8);
        byte[] type = RecordType.OBSERVATION.fullName().getBytes(StandardCharsets.UTF_8);
        Origin origin =
                new Origin(
                        0,
                        offset,
                        key,
                        value,
                        new String[] {RecordType.HEADER},
                        new byte[][] {type});
        RoutedRecord routed = decoder.route(new SourceRecord(NOON + offset, true, origin));
        offset++;
        parcel.add(routed);
        return routed.input() != null;
    }

    private List<PlaceInput> read(int partitions) throws Exception {
        ParcelReader reader =
                new ParcelReader(
                        new RoutedDecoder(partitions),
                        new RejectedCounts(new UnregisteredMetricsGroup()));
        Parcel sent = parcel.take();
        reader.open(sent);
        List<PlaceInput> inputs = new ArrayList<>();
        for (int i = 0; i < sent.records(); i++) {
            inputs.add(reader.next());
        }
        return inputs;
    }

    private static byte[] observation(
            String place, Double airTemperatureCelsius, Map<String, String> extras) {
        return WireFormat.encode(
                id(RecordType.OBSERVATION),
                Observation.newBuilder()
                        .setPlaceId(place)
                        .setSensorId("station")
                        .setObservedAt(Instant.ofEpochMilli(NOON))
                        .setAirTemperatureCelsius(airTemperatureCelsius)
                        .setExtras(extras)
                        .build());
    }

    private static byte[] parameters() {
        return WireFormat.encode(
                id(RecordType.PLACE), Place.newBuilder().setPlaceId(PLACE).setName("T").build());
    }

    private static int id(RecordType type) {
        return type.ordinal() + 1;
    }
}
