package io.outpost.lakehouse.table;

import io.outpost.archive.admit.FlaggedValues;
import io.outpost.archive.admit.RawObservation;
import io.outpost.core.weather.Quantity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.table.data.RowData;

/**
 * Makes observations of rows again, as the writer of raw rows in Postgres wants them. The size of
 * the record is not known any more: 0.
 */
public final class RowsToObservations extends RichMapFunction<RowData, RawObservation> {
    private static final List<Quantity> QUANTITIES = Quantity.sent();
    private static final int MICROSECONDS = 6;

    private final String[] names;

    private transient Map<String, Integer> positions;

    /**
     * @param names of all columns of the table, in its order
     */
    public RowsToObservations(String... names) {
        this.names = names.clone();
    }

    @Override
    public void open(OpenContext context) {
        positions = new HashMap<>();
        for (String name : names) {
            positions.put(name, positions.size());
        }
    }

    @Override
    public RawObservation map(RowData row) {
        double[] values = new double[Quantity.COUNT];
        int present = fill(values, row);
        String flagged = text(row, RawColumns.FLAGGED);
        long flags = FlaggedValues.read(flagged, values);
        String extras = text(row, RawColumns.EXTRAS);
        return new RawObservation(
                text(row, RawColumns.PLACE_ID),
                text(row, RawColumns.SENSOR_ID),
                millis(row, RawColumns.OBSERVED_AT),
                millis(row, RawColumns.RECEIVED_AT),
                row.getInt(positions.get(RawColumns.KAFKA_PARTITION)),
                row.getLong(positions.get(RawColumns.KAFKA_OFFSET)),
                interval(row),
                present,
                values,
                flags,
                0,
                extras == null ? null : extras.getBytes(StandardCharsets.UTF_8));
    }

    /** Fills in the good values, and says which there are. */
    private int fill(double[] values, RowData row) {
        Arrays.fill(values, Double.NaN);
        int present = 0;
        for (Quantity quantity : QUANTITIES) {
            int at = positions.get(quantity.columnName());
            if (!row.isNullAt(at)) {
                values[quantity.code()] = row.getDouble(at);
                present |= 1 << quantity.code();
            }
        }
        return present;
    }

    private int interval(RowData row) {
        int at = positions.get(RawColumns.REPORTING_INTERVAL_SECONDS);
        return row.isNullAt(at) ? RawObservation.UNDECLARED : row.getInt(at);
    }

    private long millis(RowData row, String column) {
        return row.getTimestamp(positions.get(column), MICROSECONDS).getMillisecond();
    }

    private String text(RowData row, String column) {
        int at = positions.get(column);
        return row.isNullAt(at) ? null : row.getString(at).toString();
    }
}
