package io.outpost.flink.serializer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.outpost.core.condition.Driver;
import io.outpost.core.model.StreamSize;
import io.outpost.core.model.Surface;
import io.outpost.core.place.AlertRow;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.EpisodeRow;
import io.outpost.core.place.LateReading;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceRow;
import io.outpost.core.place.PlaceVersion;
import io.outpost.core.place.RejectionReason;
import io.outpost.core.weather.Quantity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecordFieldsTest {
    @Test
    void textsNumbersAndFlagsComeBackAndNullStaysNull() throws IOException {
        EpisodeRow row =
                new EpisodeRow("e", "hütte", null, -1, Long.MAX_VALUE, "", null, true, 3, 4);
        assertEquals(row, copy(EpisodeRow.class, row));
    }

    @Test
    void arraysComeBack() throws IOException {
        long[] flagged = {0, 7, Long.MAX_VALUE};
        CountersRow row =
                new CountersRow("p", 1, 2, 3, 4, 5, 1, 6, 7, flagged, Long.MIN_VALUE, 9, 10, 11);
        CountersRow read = copy(CountersRow.class, row);
        assertArrayEquals(flagged, read.flagged());
        assertEquals(row.records(), read.records());
        assertEquals(11, read.asOfMillis());
        double[] values = new double[Quantity.COUNT];
        Arrays.fill(values, Double.NaN);
        values[Quantity.WATER_LEVEL_METRES.code()] = -0.0;
        LateReading late = new LateReading("p", "s", 1, 2, 3, 4, values, 5, 6);
        assertArrayEquals(values, copy(LateReading.class, late).values());
    }

    @Test
    void driversComeBack() throws IOException {
        Driver[] drivers = {new Driver("heat_index_celsius", Double.NaN, 3600)};
        AlertRow row =
                new AlertRow("a", "e", "k", "p", "s", 1, 2, 0, null, null, drivers, true, 3, 4);
        assertEquals(List.of(drivers), List.of(copy(AlertRow.class, row).drivers()));
    }

    @Test
    void aRecordWithinARecordComesBack() throws IOException {
        PlaceVersion version = PlaceVersion.at(null, Double.NaN, 8.5, -3, "UTC", 0);
        PlaceRow row = new PlaceRow("p", version, Long.MIN_VALUE, 5, 1, 2);
        assertEquals(row, copy(PlaceRow.class, row));
    }

    @Test
    void everyConstantOfAnEnumAndNullComeBack() throws IOException {
        List<Surface> surfaces = new ArrayList<>(List.of(Surface.values()));
        surfaces.add(null);
        for (Surface surface : surfaces) {
            PlaceVersion version =
                    new PlaceVersion(
                            "P", 1, 2, 3, "UTC", 0, surface, StreamSize.LARGE, 4, 5, false);
            assertEquals(version, copy(PlaceVersion.class, version));
        }
    }

    @Test
    void anEnumAndAnOriginComeBack() throws IOException {
        Origin origin =
                new Origin(1, 2, null, new byte[] {3}, new String[] {"h"}, new byte[][] {null});
        for (RejectionReason reason : RejectionReason.values()) {
            DeadLetter read =
                    copy(DeadLetter.class, new DeadLetter(reason, "why", origin, null, 5, 6));
            assertEquals(reason, read.reason());
            assertEquals("why", read.detail());
            assertArrayEquals(origin.value(), read.origin().value());
            assertArrayEquals(origin.headerNames(), read.origin().headerNames());
            assertEquals(6, read.asOfMillis());
        }
    }

    /** Has a component that nobody knows how to write. */
    public record Unknown(Thread thread) {}

    @Test
    void aComponentOfAnUnknownTypeIsRejectedAtOnce() {
        assertThrows(IllegalArgumentException.class, () -> RecordFields.of(Unknown.class));
    }

    private static <R extends Record> R copy(Class<R> type, R row) throws IOException {
        RecordFields<R> fields = RecordFields.of(type);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        fields.write(row, new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        R read = fields.read(in);
        assertEquals(0, in.available());
        return read;
    }
}
