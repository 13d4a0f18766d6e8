package io.outpost.cli.verify;

import io.outpost.cli.verify.fold.Rules;
import io.outpost.cli.verify.ledger.LedgerCheck;
import io.outpost.cli.verify.log.ObservationLog;
import io.outpost.cli.verify.log.Schemas;
import io.outpost.cli.verify.log.Spill;
import io.outpost.cli.verify.log.TopicNames;
import io.outpost.cli.verify.preference.WishReader;
import io.outpost.cli.verify.report.Findings;
import io.outpost.cli.verify.report.Report;
import io.outpost.cli.verify.rows.BucketCheck;
import io.outpost.cli.verify.rows.PlaceTotals;
import io.outpost.cli.verify.rows.Results;
import io.outpost.cli.verify.rows.Scope;
import io.outpost.cli.verify.rows.Settling;
import io.outpost.cli.verify.rows.WithdrawnEpochs;
import io.outpost.cli.verify.topics.EmissionTopic;
import io.outpost.cli.verify.topics.EveryEmission;
import io.outpost.cli.verify.topics.TopicChecks;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One verification of a stack: reads its log, computes everything, compares everything. The log is
 * read to a fixed end; what a running job has emitted of later records, or by a later time, is
 * recognised by its revision and not compared.
 */
public final class Verification {
    private static final int RECORDS_PER_BUCKET = 20_000;
    private static final int MOST_BUCKETS = 512;
    private final StackAddress address;
    private final Choices choices;
    private final Progress progress;
    private final Report report;

    /**
     * What to verify, and how.
     *
     * @param settled true: to where the log ends now, when the jobs have come there; false: to
     *     where the conditions job has come
     * @param every true: also every emission, on the topic of emissions
     * @param limit longest time to wait for the jobs
     * @param scratch folder for the spilled log, emptied in the end
     * @param ledgers folder of the senders' ledgers
     * @param jobs what else the settings say
     */
    public record Choices(
            Rules rules,
            boolean settled,
            boolean every,
            Duration limit,
            Path scratch,
            Path ledgers,
            JobSettings jobs,
            int differences) {}

    public Verification(StackAddress address, Choices choices, Progress progress) {
        this.address = address;
        this.choices = choices;
        this.progress = progress;
        this.report = new Report(choices.differences());
    }

    public Report run() throws IOException, SQLException, InterruptedException {
        Schemas schemas = new Schemas(address.registryUrl());
        try (Settling settling = new Settling(address.brokers(), address.logTopic());
                ObservationLog log = open(schemas, settling);
                Spill spill = new Spill(choices.scratch(), buckets(log.expectedRecords()))) {
            read(log, spill);
            settle(log, settling);
            compare(schemas, log, spill, settling);
        }
        return report;
    }

    private ObservationLog open(Schemas schemas, Settling settling) throws InterruptedException {
        Findings findings = report.about("log");
        Map<Integer, Long> committed = settling.committed(choices.jobs().group());
        return new ObservationLog(
                address.brokers(),
                address.logTopic(),
                schemas,
                choices.jobs().bounds(),
                new WishReader(choices.rules().levelNames())::isDocument,
                (partition, end) ->
                        choices.settled()
                                ? end
                                : Math.min(end, committed.getOrDefault((int) partition, 0L)),
                findings);
    }

    private void read(ObservationLog log, Spill spill) throws IOException {
        LedgerCheck ledgers = new LedgerCheck(report.about("ledgers"));
        ledgers.read(choices.ledgers(), address.logTopic());
        long expected = log.expectedRecords();
        log.read(
                spill,
                ledgers,
                count ->
                        progress.update(
                                () -> "read %,d of %,d records".formatted(count, expected)));
        if (choices.settled()) {
            ledgers.compare();
        }
        report.observations(log.records());
        progress.say(
                "read %,d records, %,d of them of %,d places"
                        .formatted(log.records(), spill.count(), spill.places().size()));
    }

    /** A job that does not come there in time is compared as it is. */
    private void settle(ObservationLog log, Settling settling) throws InterruptedException {
        JobSettings jobs = choices.jobs();
        String open = await(jobs.group(), log, settling);
        if (choices.settled() && jobs.archiveRuns()) {
            open += await(jobs.archiveGroup(), log, settling);
        }
        if (!open.isEmpty()) {
            progress.say("not settled after " + choices.limit().toSeconds() + " s: " + open);
        }
    }

    private String await(String group, ObservationLog log, Settling settling)
            throws InterruptedException {
        return settling.await(
                group, log.recordEnds(), choices.limit(), text -> progress.update(() -> text));
    }

    private void compare(Schemas schemas, ObservationLog log, Spill spill, Settling settling)
            throws IOException, SQLException, InterruptedException {
        Scope scope = new Scope(log);
        PlaceTotals totals = new PlaceTotals();
        try (Results results = results();
                TopicChecks topics =
                        new TopicChecks(
                                address.brokers(),
                                schemas,
                                log,
                                scope,
                                WithdrawnEpochs.read(results),
                                report);
                EmissionTopic emissions =
                        new EmissionTopic(choices.scratch(), spill.buckets(), spill::bucketOf)) {
            topics.awaitDeadLetters();
            EveryEmission every = every(emissions, scope, WithdrawnEpochs.read(results));
            BucketCheck check =
                    new BucketCheck(
                            choices.rules(),
                            log.reachedMillis(),
                            results,
                            scope,
                            totals,
                            choices.jobs().retained(Instant.now()),
                            archived(results, log, scope, settling),
                            report);
            compareBuckets(check, spill, topics, every);
            if (every != null) {
                every.compareRejected(log.deadLetters());
            }
            progress.say("comparing topics");
            topics.compare();
            new WholeChecks(log, spill, scope, totals, results)
                    .compare(address.brokers(), schemas, topics, report);
        }
    }

    private Results results() throws SQLException {
        return new Results(
                address.postgresUrl(), address.postgresUser(), address.postgresPassword());
    }

    /** Null when it is not asked for. */
    private EveryEmission every(EmissionTopic topic, Scope scope, WithdrawnEpochs withdrawn)
            throws IOException {
        if (!choices.every()) {
            return null;
        }
        progress.say("reading " + TopicNames.EMISSIONS);
        topic.read(address.brokers(), withdrawn);
        return new EveryEmission(topic, scope, report.about("emissions"));
    }

    private void compareBuckets(
            BucketCheck check, Spill spill, TopicChecks topics, EveryEmission every)
            throws IOException, SQLException {
        for (int i = 0; i < spill.buckets(); i++) {
            check.compare(
                    spill.bucket(i),
                    emission -> {
                        topics.await(emission);
                        if (every != null) {
                            every.expect(emission);
                        }
                    });
            if (every != null) {
                every.compare(i);
            }
            int done = i + 1;
            progress.update(() -> "compared %d of %d parts".formatted(done, spill.buckets()));
        }
    }

    /** Null when there is no archive. */
    private Archived archived(Results results, ObservationLog log, Scope scope, Settling settling)
            throws SQLException, InterruptedException {
        boolean runs =
                choices.jobs().archiveRuns()
                        || results.number(
                                        "SELECT count(*) FROM pg_inherits WHERE inhparent = 'outpost.raw_observations'::regclass")
                                > 0;
        if (!runs) {
            return null;
        }
        Map<Integer, Long> committed = settling.committed(choices.jobs().archiveGroup());
        return new Archived(log, scope, choices.settled(), committed);
    }

    private static int buckets(long records) {
        return (int) Math.min(MOST_BUCKETS, records / RECORDS_PER_BUCKET + 1);
    }
}
