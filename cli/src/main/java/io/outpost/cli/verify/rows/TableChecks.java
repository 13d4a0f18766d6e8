package io.outpost.cli.verify.rows;

import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.FoundRow;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.report.Report;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** All tables of the conditions job, some places at a time. */
final class TableChecks {
    private final Map<Table, LastComparison> last = new EnumMap<>(Table.class);
    private final Map<Table, SetComparison> sets = new EnumMap<>(Table.class);

    TableChecks(Scope scope, Report report) {
        for (Table table : Table.values()) {
            if (table == Table.LATE || table == Table.REJECTED) {
                continue;
            }
            if (table.keepsRevisions()) {
                sets.put(
                        table,
                        new SetComparison(
                                report.about(table.tableName()), scope, SetComparison.Kind.TABLE));
            } else {
                last.put(table, new LastComparison(table, report.about(table.tableName()), scope));
            }
        }
    }

    void expect(Emission emission) {
        if (sets.containsKey(emission.table())) {
            sets.get(emission.table()).expect(emission);
        } else if (last.containsKey(emission.table())) {
            last.get(emission.table()).expect(emission);
        }
        if (emission.table() == Table.PLACE_VERSIONS) {
            last.get(Table.PLACES).expect(emission);
        }
    }

    /** Compares all rows of some places, of which all is expected. */
    void compare(Collection<String> places, Results results) throws SQLException {
        for (Map.Entry<Table, SetComparison> set : sets.entrySet()) {
            Table table = set.getKey();
            results.ofPlaces(
                    places,
                    table.select(),
                    row -> set.getValue().found(table, new FoundRow(row), 0));
            set.getValue().end();
        }
        for (Map.Entry<Table, LastComparison> one : last.entrySet()) {
            results.ofPlaces(
                    places, one.getKey().select(), row -> one.getValue().found(new FoundRow(row)));
            one.getValue().end();
        }
    }
}
