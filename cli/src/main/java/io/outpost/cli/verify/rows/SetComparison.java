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

/**
 * Compares emissions as a set: each identity (table, key, revision) must be there, with its
 * content, and no other.
 */
public final class SetComparison {
    private final Findings findings;
    private final Scope scope;
    private final Kind kind;
    private final Map<Identity, Emission> expected = new HashMap<>();
    private final Map<Identity, Long> seen = new HashMap<>();

    /** What is compared. */
    public enum Kind {
        /** Rows of a table: no two have the same key, and each has its time. */
        TABLE,
        /** Messages that come once, and do not say their time. */
        ONCE,
        /** Messages with their time, which may come again as they were. */
        AT_LEAST_ONCE
    }

    private record Identity(Table table, Key key, long revision) {
        @Override
        public String toString() {
            return Emission.identity(key, revision);
        }
    }

    public SetComparison(Findings findings, Scope scope, Kind kind) {
        this.findings = findings;
        this.scope = scope;
        this.kind = kind;
    }

    public void expect(Emission emission) {
        expected.put(new Identity(emission.table(), emission.key(), emission.revision()), emission);
    }

    /**
     * Takes one that was found.
     *
     * @param contentHash equal for the same bytes; 0 where it does not matter
     */
    public void found(Table table, Found found, long contentHash) throws SQLException {
        findings.checked();
        Identity identity = new Identity(table, table.key(found), found.wholeOrZero("revision"));
        Long before = seen.putIfAbsent(identity, contentHash);
        if (before != null) {
            if (kind != Kind.AT_LEAST_ONCE) {
                findings.duplicated(table.tableName() + " " + identity);
            } else if (before != contentHash) {
                findings.duplicated(table.tableName() + " " + identity + " with other content");
            }
            return;
        }
        Emission emission = expected.remove(identity);
        if (emission != null) {
            compare(emission, found);
        } else if (scope.isLater(table, found, kind != Kind.ONCE)) {
            findings.later();
        } else {
            findings.extra(table.tableName() + " " + identity);
        }
    }

    /** True of one that must come, as it is, or has come, or cannot be compared. */
    public boolean isDue(Table table, Found found) throws SQLException {
        Identity identity = new Identity(table, table.key(found), found.wholeOrZero("revision"));
        Emission emission = expected.get(identity);
        return emission == null
                ? seen.containsKey(identity) || scope.isLater(table, found, kind != Kind.ONCE)
                : differences(emission, found).isEmpty();
    }

    public boolean isComplete() {
        return expected.isEmpty();
    }

    /** Reports what did not come. */
    public void end() {
        expected.forEach(
                (identity, emission) ->
                        findings.missing(identity.table.tableName() + " " + identity));
        expected.clear();
        seen.clear();
    }

    private String differences(Emission emission, Found found) throws SQLException {
        Difference time = new Difference();
        if (kind != Kind.ONCE) {
            time.same("as_of", emission.asOfMillis(), found.whole("as_of"));
        }
        return time + emission.content().differences(found);
    }

    private void compare(Emission emission, Found found) throws SQLException {
        String difference = differences(emission, found);
        if (!difference.isEmpty()) {
            findings.wrong(emission.table().tableName() + " " + emission.identity() + difference);
        }
    }
}
