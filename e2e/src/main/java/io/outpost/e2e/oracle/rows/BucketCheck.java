package io.outpost.e2e.oracle.rows;

import io.outpost.e2e.oracle.Findings;
import io.outpost.e2e.oracle.Report;
import io.outpost.e2e.oracle.fold.Accepted;
import io.outpost.e2e.oracle.fold.PlaceConditions;
import io.outpost.e2e.oracle.fold.PlaceFold;
import io.outpost.e2e.oracle.fold.PlacePanes;
import io.outpost.e2e.oracle.fold.PlaceStory;
import io.outpost.e2e.oracle.fold.PlaceStory.Scope;
import io.outpost.e2e.oracle.fold.Rules;
import io.outpost.e2e.oracle.fold.StaleAfter;
import io.outpost.e2e.oracle.log.Bucket;
import io.outpost.e2e.oracle.log.LoggedObservation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Computes some places from the log, and compares all their rows. */
public final class BucketCheck {
    private static final long GRACE_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final long LIVE_WITHIN_MILLIS = Duration.ofHours(1).toMillis();
    private static final String VERSIONS =
            "SELECT place_id, %s, coalesce(stale_after_seconds, 0), removed FROM outpost.place_versions WHERE PLACES ORDER BY place_id, writer_epoch, revision"
                    .formatted(Results.millis("applied_from"));

    private final Rules rules;
    private final Results results;
    private final boolean settled;
    private final long settledAtMillis;
    private final List<PaneComparison> panes = new ArrayList<>();
    private final TransitionRows transitions;
    private final EpisodeRows episodes;
    private final TallyRows tallies;
    private final RawRows raw;

    /**
     * Makes the findings of all these tables.
     *
     * @param settled false: the tables are of a stack that goes on, and behind the log
     * @param settledAtMillis when the stack was found settled: what live places had to have closed
     * @param withRaw false: there is no archive to compare
     */
    public BucketCheck(
            Rules rules,
            Results results,
            boolean settled,
            long settledAtMillis,
            boolean withRaw,
            Report report) {
        this.settledAtMillis = settledAtMillis;
        this.rules = rules;
        this.results = results;
        this.settled = settled;
        for (PaneTable table : PaneTable.ALL) {
            panes.add(new PaneComparison(table, report.about(table.table())));
        }
        this.transitions = new TransitionRows(report.about("condition_transitions"));
        this.episodes = new EpisodeRows(report.about("condition_episodes"));
        this.tallies = new TallyRows(report.about("place_tallies"));
        Findings rawFindings = report.about("raw_observations");
        this.raw = withRaw ? new RawRows(rawFindings) : null;
        if (!withRaw) {
            rawFindings.remark("not compared: the archive has not run, or drops old days");
        }
    }

    /**
     * Compares one bucket.
     *
     * @param refusals receives what is late or jumped
     * @param stories receives each place
     */
    public void compare(Bucket bucket, PlaceFold.Refusals refusals, Consumer<PlaceStory> stories)
            throws SQLException {
        results.renew();
        Map<String, StaleAfter> staleAfter = staleAfter(bucket);
        Map<String, TallyRows.Tally> counted = TallyRows.read(bucket.places(), results);
        Map<String, PlaceStory> all = new TreeMap<>();
        for (String placeId : bucket.places()) {
            PlaceStory story =
                    story(placeId, bucket, counted.get(placeId), staleAfter.get(placeId), refusals);
            stories.accept(story);
            all.put(placeId, story);
            if (settled || counted.containsKey(placeId)) {
                tallies.compare(story, counted.get(placeId));
            }
        }
        for (PaneComparison pane : panes) {
            pane.compare(all, results);
        }
        transitions.compare(all, results);
        episodes.compare(all, results);
        if (raw != null) {
            raw.compare(all, results);
        }
    }

    /** Without a tally all of the log counts; with one as much as it has counted. */
    private PlaceStory story(
            String placeId,
            Bucket bucket,
            TallyRows.Tally tally,
            StaleAfter staleAfter,
            PlaceFold.Refusals refusals) {
        PlaceFold fold = new PlaceFold(refusals);
        long limit = settled ? Long.MAX_VALUE : tally == null ? 0 : tally.records();
        bucket.observations(
                placeId,
                observation -> {
                    if (fold.account().records < limit) {
                        fold.take(observation);
                    }
                });
        PlacePanes computed = new PlacePanes(fold.accepted());
        Scope scope = Scope.ALL;
        if (settled && tally != null && tally.openPanes() > 0 && isLive(fold.accepted())) {
            scope = scopeOfLive(computed);
        } else if (!settled) {
            long closed =
                    fold.accepted().isEmpty()
                            ? Long.MIN_VALUE
                            : fold.account().clockMillis - GRACE_MILLIS;
            computed = computed.closedThrough(closed);
            scope =
                    new Scope(
                            tally == null ? -1 : tally.revision(),
                            closed,
                            computed.lastMinuteEndMillis());
        }
        return new PlaceStory(
                placeId,
                fold.account(),
                fold.accepted(),
                computed,
                new PlaceConditions(placeId, rules, computed.minutes(), staleAfter),
                scope);
    }

    /** Its hour and its day may be open, until they have ended. */
    private Scope scopeOfLive(PlacePanes computed) {
        long closed = settledAtMillis - Settling.MINUTE_CLOSES_WITHIN.toMillis();
        boolean someAreOpen =
                PaneTable.ALL.stream()
                        .map(table -> table.series(computed))
                        .anyMatch(series -> series.lastEndMillis() > closed);
        return someAreOpen ? Scope.openAfter(closed) : Scope.ALL;
    }

    /** A place whose newest observation was received soon after it was made closes by the clock. */
    private static boolean isLive(List<Accepted> accepted) {
        return accepted.stream()
                .map(Accepted::logged)
                .max(Comparator.comparingLong(LoggedObservation::observedAtMillis))
                .filter(o -> o.receivedAtMillis() - o.observedAtMillis() <= LIVE_WITHIN_MILLIS)
                .isPresent();
    }

    private Map<String, StaleAfter> staleAfter(Bucket bucket) throws SQLException {
        Map<String, StaleAfter> byPlace = new HashMap<>();
        for (String placeId : bucket.places()) {
            byPlace.put(placeId, new StaleAfter(rules.staleAfterMillis()));
        }
        results.ofPlaces(bucket.places(), VERSIONS, row -> addVersion(byPlace, row));
        return byPlace;
    }

    private static void addVersion(Map<String, StaleAfter> byPlace, ResultSet row)
            throws SQLException {
        long from = row.getLong(2);
        from = row.wasNull() ? Long.MIN_VALUE : from;
        int seconds = row.getBoolean(4) ? 0 : row.getInt(3);
        byPlace.get(row.getString(1)).add(new StaleAfter.Version(from, seconds));
    }
}
