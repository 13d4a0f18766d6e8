package io.outpost.lakehouse.table;

import static io.outpost.archive.admit.RawObservations.NOON;
import static io.outpost.archive.admit.RawObservations.observation;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.archive.admit.FlaggedValues;
import io.outpost.archive.admit.RawObservation;
import io.outpost.core.weather.Flag;
import io.outpost.core.weather.QualityCheck;
import io.outpost.core.weather.Quantity;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final String[] NAMES =
            RawColumns.ALL.stream().map(RawColumns.Column::name).toArray(String[]::new);

    @Test
    void anObservationComesBackFromItsRow() {
        RawObservation sent =
                observation()
                        .at(NOON.plusMillis(789))
                        .celsius(-3.25)
                        .with(Quantity.PRESSURE_HECTOPASCALS, 1013.25)
                        .extras("{\"firmware\":\"2\"}".getBytes(StandardCharsets.UTF_8))
                        .build();
        RawObservation read = fromRow(toRow(sent, NAMES));
        assertEquals(sent.placeId(), read.placeId());
        assertEquals(sent.sensorId(), read.sensorId());
        assertEquals(sent.observedAtMillis(), read.observedAtMillis());
        assertEquals(sent.receivedAtMillis(), read.receivedAtMillis());
        assertEquals(sent.partition(), read.partition());
        assertEquals(sent.offset(), read.offset());
        assertEquals(sent.intervalSeconds(), read.intervalSeconds());
        assertEquals(sent.present(), read.present());
        assertArrayEquals(sent.values(), read.values());
        assertArrayEquals(sent.extras(), read.extras());
    }

    @Test
    void flaggedValuesKeepTheirReasonsAndAreNoGoodOnes() {
        long flags =
                QualityCheck.flags(Quantity.AIR_TEMPERATURE_CELSIUS, Flag.NOT_A_NUMBER)
                        | QualityCheck.flags(Quantity.RELATIVE_HUMIDITY_PERCENT, Flag.SENTINEL)
                        | QualityCheck.flags(
                                Quantity.WIND_SPEED_METRES_PER_SECOND, Flag.OUT_OF_RANGE);
        RawObservation sent =
                observation()
                        .celsius(Double.NaN)
                        .with(Quantity.RELATIVE_HUMIDITY_PERCENT, -9999)
                        .with(Quantity.WIND_SPEED_METRES_PER_SECOND, 468.4)
                        .with(Quantity.PRESSURE_HECTOPASCALS, 1000)
                        .flags(flags)
                        .build();
        RawObservation read = fromRow(toRow(sent, NAMES));
        assertEquals(sent.flags(), read.flags());
        assertArrayEquals(FlaggedValues.json(sent), FlaggedValues.json(read));
        for (Quantity quantity : Quantity.sent()) {
            assertEquals(
                    FlaggedValues.isGood(sent, quantity), FlaggedValues.isGood(read, quantity));
        }
        assertTrue(FlaggedValues.isGood(read, Quantity.PRESSURE_HECTOPASCALS));
    }

    @Test
    void columnsOfOthersAreNull() {
        RowData row = toRow(observation().build(), "place_id", "foreign", "observed_at");
        assertEquals("trailhead", row.getString(0).toString());
        assertTrue(row.isNullAt(1));
        assertFalse(row.isNullAt(2));
    }

    private static RowData toRow(RawObservation observation, String... names) {
        ObservationsToRows rows = new ObservationsToRows(names);
        rows.open(DefaultOpenContext.INSTANCE);
        return rows.map(observation);
    }

    private static RawObservation fromRow(RowData row) {
        RowsToObservations observations = new RowsToObservations(NAMES);
        observations.open(DefaultOpenContext.INSTANCE);
        return observations.map(row);
    }
}
