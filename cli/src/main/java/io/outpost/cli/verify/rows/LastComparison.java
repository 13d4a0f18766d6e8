package io.outpost.cli.verify.rows;

import io.outpost.cli.verify.emission.Difference;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.Found;
import io.outpost.cli.verify.emission.Key;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.report.Findings;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Compares a table that keeps one row of each key: it must be the one that was emitted last. */
final class LastComparison {
    private final Table table;
    private final Findings findings;
    private final Scope scope;
    private final Map<Key, Emission> expected = new HashMap<>();

    LastComparison(Table table, Findings findings, Scope scope) {
        this.table = table;
        this.findings = findings;
        this.scope = scope;
    }

    void expect(Emission emission) {
        expected.put(emission.key(), emission);
    }

    void found(Found found) throws SQLException {
        findings.checked();
        Key key = table.key(found);
        long revision = found.wholeOrZero("revision");
        Emission last = expected.remove(key);
        if (last != null && revision <= last.revision()) {
            compare(last, revision, found);
        } else if (scope.isLater(table, found, true)) {
            findings.later();
        } else if (last == null) {
            findings.extra(Emission.identity(key, revision));
        } else {
            findings.wrong(key + ": revision is " + revision + ", must be " + last.revision());
        }
    }

    /** Reports what is not there. */
    void end() {
        expected.values().forEach(emission -> findings.missing(emission.identity()));
        expected.clear();
    }

    private void compare(Emission last, long revision, Found found) throws SQLException {
        Difference general =
                new Difference()
                        .same("revision", last.revision(), revision)
                        .same("as_of", last.asOfMillis(), found.whole("as_of"));
        String difference = general + last.content().differences(found);
        if (revision < last.revision()) {
            findings.stale(last.key() + difference);
        } else if (!difference.isEmpty()) {
            findings.wrong(last.key() + difference);
        }
    }
}
