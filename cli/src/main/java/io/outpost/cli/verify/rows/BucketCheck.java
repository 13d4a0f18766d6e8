package io.outpost.cli.verify.rows;

import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.fold.PlaceFold;
import io.outpost.cli.verify.fold.Rules;
import io.outpost.cli.verify.log.Bucket;
import io.outpost.cli.verify.log.LoggedObservation;
import io.outpost.cli.verify.report.Findings;
import io.outpost.cli.verify.report.Report;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Computes some places from the log, and compares all their rows. */
public final class BucketCheck {
    private final Rules rules;
    private final long reachedMillis;
    private final Results results;
    private final Scope scope;
    private final PlaceTotals totals;
    private final TableChecks tables;
    private final RawRows raw;

    /**
     * Makes the findings of all tables.
     *
     * @param reachedMillis time that the log has reached
     * @param retained which rows the tables must hold still
     * @param archived how far the archive must have come; null: there is none to compare
     */
    public BucketCheck(
            Rules rules,
            long reachedMillis,
            Results results,
            Scope scope,
            PlaceTotals totals,
            Retained retained,
            RawRows.Archived archived,
            Report report) {
        this.rules = rules;
        this.reachedMillis = reachedMillis;
        this.results = results;
        this.scope = scope;
        this.totals = totals;
        this.tables = new TableChecks(scope, retained, report);
        Findings rawFindings = report.about("raw_observations");
        this.raw = archived == null ? null : new RawRows(rawFindings, archived, retained);
        retained.remarkOnRaw(rawFindings);
        if (archived == null) {
            rawFindings.remark("not compared: the archive has not run");
        }
    }

    /**
     * Compares one bucket.
     *
     * @param others receives everything that its places emit
     */
    public void compare(Bucket bucket, Consumer<Emission> others) throws SQLException {
        results.renew();
        List<LoggedObservation> accepted = new ArrayList<>();
        for (String placeId : bucket.places()) {
            PlaceFold fold =
                    new PlaceFold(
                            placeId,
                            rules,
                            emission -> {
                                tables.expect(emission);
                                totals.take(emission);
                                others.accept(emission);
                            },
                            one -> accepted.add(one.logged()));
            bucket.records(placeId, fold::take);
            fold.reach(reachedMillis);
            scope.events(placeId, fold.revision());
            fold.waitingPositions().forEach(scope::waits);
            totals.end(placeId, fold.counters());
        }
        tables.compare(bucket.places(), results);
        if (raw != null) {
            raw.compare(bucket.places(), accepted, results);
        }
    }
}
