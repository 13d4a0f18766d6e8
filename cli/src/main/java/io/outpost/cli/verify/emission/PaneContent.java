package io.outpost.cli.verify.emission;

import java.sql.SQLException;
import java.util.List;

/**
 * What the row of a pane holds.
 *
 * @param values in the order of the table's columns; NaN for null
 */
public record PaneContent(Table table, double[] values) implements Content {
    @Override
    public String differences(Found found) throws SQLException {
        Difference difference = new Difference();
        List<String> columns = table.columns();
        for (int i = 0; i < values.length; i++) {
            String column = columns.get(i);
            double value = found.number(column);
            if (PaneColumns.isRounded(column)) {
                difference.close(column, values[i], value);
            } else {
                difference.exact(column, values[i], value);
            }
        }
        return difference.toString();
    }
}
