package io.outpost.e2e.oracle;

import io.outpost.e2e.oracle.fold.Rules;
import io.outpost.e2e.oracle.ledger.LedgerCheck;
import io.outpost.e2e.oracle.log.ObservationLog;
import io.outpost.e2e.oracle.log.PlaceLog;
import io.outpost.e2e.oracle.log.Spill;
import io.outpost.e2e.oracle.rows.BucketCheck;
import io.outpost.e2e.oracle.rows.Conservation;
import io.outpost.e2e.oracle.rows.PlaceRows;
import io.outpost.e2e.oracle.rows.Results;
import io.outpost.e2e.oracle.rows.Settling;
import io.outpost.e2e.oracle.rows.UnknownPlaces;
import io.outpost.e2e.oracle.topics.TopicChecks;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** One verification of a stack: reads its log, computes everything, compares everything. */
public final class Verification {
    private static final int RECORDS_PER_BUCKET = 50_000;
    private static final int MOST_BUCKETS = 512;
    private static final List<String> TABLES_OF_PLACES =
            List.of(
                    "minute_aggregates",
                    "quarter_hour_rollings",
                    "hour_aggregates",
                    "day_aggregates",
                    "condition_transitions",
                    "condition_episodes",
                    "place_tallies");

    private final StackAddress address;
    private final Choices choices;
    private final Progress progress;
    private final Report report;

    /**
     * What to verify, and how.
     *
     * @param settled false: compare only what is closed now
     * @param limit longest time to wait for the stack to settle
     * @param scratch folder for the spilled log, emptied in the end
     * @param ledgers folder of the senders' ledgers
     * @param jobs what else the settings say
     */
    public record Choices(
            Rules rules,
            boolean settled,
            Duration limit,
            Path scratch,
            Path ledgers,
            JobSettings jobs,
            int differences) {}

    private record Whole(
            ObservationLog log,
            Spill spill,
            PlaceLog places,
            Results results,
            TopicChecks topics) {}

    public Verification(StackAddress address, Choices choices, Progress progress) {
        this.address = address;
        this.choices = choices;
        this.progress = progress;
        this.report = new Report(choices.differences());
    }

    public Report run() throws IOException, SQLException, InterruptedException {
        SchemaRegistry registry = new SchemaRegistry(address.registryUrl());
        PlaceLog places = new PlaceLog(registry);
        LedgerCheck ledgers = new LedgerCheck(report.about("ledgers"));
        ledgers.read(choices.ledgers(), Topic.OBSERVATIONS.topicName());
        try (ObservationLog log = new ObservationLog(address.bootstrapServers(), registry);
                Spill spill = new Spill(choices.scratch(), buckets(log.expectedRecords()));
                Results results =
                        new Results(
                                address.postgresUrl(),
                                address.postgresUser(),
                                address.postgresPassword());
                TopicChecks topics =
                        new TopicChecks(address.bootstrapServers(), registry, report)) {
            read(log, spill, ledgers);
            places.read(address.bootstrapServers());
            report.observations(sum(log.recordsByPartition()));
            long settledAtMillis = choices.settled() ? settle(spill.count(), results) : 0;
            topics.await(log, places);
            compareRows(spill, results, settledAtMillis, topics);
            progress.say("comparing topics");
            topics.compare(log, results, choices.settled());
            if (choices.settled()) {
                compareWholes(new Whole(log, spill, places, results, topics));
            }
        }
        return report;
    }

    private void read(ObservationLog log, Spill spill, LedgerCheck ledgers) throws IOException {
        long expected = log.expectedRecords();
        log.read(
                spill,
                ledgers,
                count ->
                        progress.update(
                                () -> "read %,d of %,d records".formatted(count, expected)));
        ledgers.compare();
        if (log.forgotten() > 0) {
            report.about("log").missing(log.forgotten(), "the log does not begin at offset 0");
        }
        progress.say(
                "read %,d records, %,d of them valid, of %,d places"
                        .formatted(
                                sum(log.recordsByPartition()),
                                spill.count(),
                                spill.countByPlace().size()));
    }

    /** Returns when the stack was found settled. */
    private long settle(long valid, Results results) throws SQLException, InterruptedException {
        try (Settling settling = new Settling(address.bootstrapServers(), results)) {
            String open =
                    settling.await(
                            valid,
                            choices.jobs(),
                            choices.limit(),
                            text -> progress.update(() -> text));
            if (!open.isEmpty()) {
                progress.say("not settled after " + choices.limit().toSeconds() + " s: " + open);
            }
            return settling.lookedAtMillis();
        }
    }

    private void compareRows(Spill spill, Results results, long settledAtMillis, TopicChecks topics)
            throws IOException, SQLException {
        BucketCheck check =
                new BucketCheck(
                        choices.rules(),
                        results,
                        choices.settled(),
                        settledAtMillis,
                        hasArchive(results),
                        report);
        for (int i = 0; i < spill.buckets(); i++) {
            check.compare(spill.bucket(i), topics, topics::add);
            int done = i + 1;
            progress.update(() -> "compared %d of %d parts".formatted(done, spill.buckets()));
        }
    }

    private boolean hasArchive(Results results) throws SQLException {
        return choices.jobs().archiveKeepsAll()
                && (choices.jobs().archiveRuns()
                        || results.number(
                                        "SELECT count(*) FROM pg_inherits WHERE inhparent = 'outpost.raw_observations'::regclass")
                                > 0);
    }

    private void compareWholes(Whole whole) throws SQLException {
        whole.results.renew();
        new PlaceRows(whole.places, whole.results)
                .compare(report.about("places"), report.about("place_versions"));
        Findings unknown = report.about("unknown places");
        for (String table : TABLES_OF_PLACES) {
            UnknownPlaces.find(table, whole.spill.countByPlace().keySet(), whole.results, unknown);
        }
        Conservation.compare(
                whole.log,
                whole.topics.rejectedBeforePlace(whole.log.recordsByPartition().length),
                whole.results,
                report.about("balance of partitions"));
    }

    private static int buckets(long records) {
        return (int) Math.min(MOST_BUCKETS, records / RECORDS_PER_BUCKET + 1);
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
