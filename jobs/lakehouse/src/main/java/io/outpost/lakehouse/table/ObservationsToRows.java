package io.outpost.lakehouse.table;

import io.outpost.archive.admit.RawObservation;
import java.util.Arrays;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Makes rows, their columns in the order of the table; columns that are not ours are null. */
public final class ObservationsToRows extends RichMapFunction<RawObservation, RowData> {
    private final String[] names;

    private transient RawColumns.Column[] columns;

    /**
     * @param names of all columns of the table, in its order
     */
    public ObservationsToRows(String... names) {
        this.names = names.clone();
    }

    @Override
    public void open(OpenContext context) {
        columns = Arrays.stream(names).map(RawColumns::named).toArray(RawColumns.Column[]::new);
    }

    @Override
    public RowData map(RawObservation observation) {
        GenericRowData row = new GenericRowData(columns.length);
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] != null) {
                row.setField(i, columns[i].value().apply(observation));
            }
        }
        return row;
    }
}
