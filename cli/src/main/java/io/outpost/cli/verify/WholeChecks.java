package io.outpost.cli.verify;

import io.outpost.cli.verify.log.Brokers;
import io.outpost.cli.verify.log.ObservationLog;
import io.outpost.cli.verify.log.Schemas;
import io.outpost.cli.verify.log.Spill;
import io.outpost.cli.verify.report.Findings;
import io.outpost.cli.verify.report.Report;
import io.outpost.cli.verify.rows.Conservation;
import io.outpost.cli.verify.rows.PlaceTopic;
import io.outpost.cli.verify.rows.PlaceTotals;
import io.outpost.cli.verify.rows.PreferenceTopic;
import io.outpost.cli.verify.rows.Results;
import io.outpost.cli.verify.rows.Scope;
import io.outpost.cli.verify.rows.UnknownPlaces;
import io.outpost.cli.verify.topics.TopicChecks;
import java.sql.SQLException;
import java.util.List;

/** What can be compared only when all places are computed. */
record WholeChecks(
        ObservationLog log, Spill spill, Scope scope, PlaceTotals totals, Results results) {
    private static final List<String> TABLES_OF_PLACES =
            List.of(
                    "minute_aggregates",
                    "quarter_hour_rollings",
                    "hour_aggregates",
                    "day_aggregates",
                    "hourly_models",
                    "condition_transitions",
                    "condition_episodes",
                    "alerts",
                    "preference_episodes",
                    "preference_alerts",
                    "places",
                    "place_versions",
                    "place_counters");

    void compare(Brokers brokers, Schemas schemas, TopicChecks topics, Report report)
            throws SQLException {
        results.renew();
        PlaceTopic places = new PlaceTopic(schemas, report.about("places topic"));
        places.read(brokers);
        places.compare(totals.parameters(), scope, results);
        PreferenceTopic preferences =
                new PreferenceTopic(schemas, report.about("preferences topic"));
        preferences.read(brokers);
        preferences.compare(totals.preferences(), scope, results);
        Findings unknown = report.about("unknown places");
        for (String table : TABLES_OF_PLACES) {
            UnknownPlaces.find(table, spill.places(), scope, results, unknown);
        }
        Conservation.compare(
                log.counts(),
                topics.rejectedByScreening(log.counts().length),
                totals,
                scope,
                results,
                report.about("balance of partitions"));
    }
}
