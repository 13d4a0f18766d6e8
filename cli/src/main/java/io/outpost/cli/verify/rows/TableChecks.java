package io.outpost.cli.verify.rows;

import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.FoundRow;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.report.Findings;
import io.outpost.cli.verify.report.Report;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** All tables of the conditions job, some places at a time. */
final class TableChecks {
    private final Retained retained;
    private final Map<Table, LastComparison> last = new EnumMap<>(Table.class);
    private final Map<Table, SetComparison> sets = new EnumMap<>(Table.class);

    TableChecks(Scope scope, Retained retained, Report report) {
        this.retained = retained;
        for (Table table : Table.values()) {
            if (!table.isInPostgres()) {
                continue;
            }
            if (table.keepsRevisions()) {
                sets.put(
                        table,
                        new SetComparison(
                                report.about(table.tableName()), scope, SetComparison.Kind.TABLE));
            } else {
                Findings findings = report.about(table.tableName());
                retained.remarkOn(table, findings);
                last.put(table, new LastComparison(table, findings, scope));
            }
        }
    }

    void expect(Emission emission) {
        if (!retained.holds(emission.table(), emission.key())) {
            return;
        }
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
            results.ofPlaces(places, one.getKey().select(), row -> found(one, new FoundRow(row)));
            one.getValue().end();
        }
    }

    private void found(Map.Entry<Table, LastComparison> one, FoundRow row) throws SQLException {
        if (retained.holds(one.getKey(), one.getKey().key(row))) {
            one.getValue().found(row);
        }
    }
}
