package io.outpost.cli.simulate;

import io.outpost.cli.replay.KnownPlaces;
import io.outpost.cli.replay.Progress;
import io.outpost.cli.replay.ledger.Ledger;
import io.outpost.cli.replay.ledger.SentAccount;
import io.outpost.cli.replay.mapping.PlaceEntry;
import io.outpost.cli.replay.outcome.Outcome;
import io.outpost.cli.replay.outcome.Rejections;
import io.outpost.cli.replay.outcome.ResultStore;
import io.outpost.cli.replay.outcome.ResultsWait;
import io.outpost.cli.replay.send.PlaceRecords;
import io.outpost.cli.replay.send.SchemaIds;
import io.outpost.cli.simulate.expect.Expected;
import io.outpost.cli.simulate.expect.ExpectedOutcomes;
import io.outpost.cli.simulate.send.Feed;
import io.outpost.cli.simulate.send.ObservationBytes;
import io.outpost.cli.simulate.send.PlaceUpdates;
import io.outpost.cli.simulate.send.RecordSender;
import io.outpost.cli.simulate.truth.Truth;
import io.outpost.cli.simulate.world.PlaceVersions;
import io.outpost.cli.simulate.world.SimulatedPlace;
import io.outpost.cli.stack.Endpoints;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One simulation from places to results: register the places, send, wait. What it sends stands in
 * the ledger, what it hides in the folder of the run.
 */
final class Simulation {
    private final Endpoints endpoints;
    private final RunSettings settings;
    private final Progress progress;
    private final Clock clock = Clock.systemUTC();
    private volatile boolean stopped;
    private volatile boolean sent;
    private volatile Sending sending;

    Simulation(Endpoints endpoints, RunSettings settings, Progress progress) {
        this.endpoints = endpoints;
        this.settings = settings;
        this.progress = progress;
    }

    /** Null before the first record is sent. */
    Sending sending() {
        return sending;
    }

    /** True when nothing more is sent. */
    boolean hasSent() {
        return sent;
    }

    /** Ends the sending; what was sent is still accounted for. */
    void stop() {
        stopped = true;
    }

    RunReport run(RunPlan plan, long skipThroughMillis)
            throws IOException, SQLException, InterruptedException, RegistryUnavailableException {
        int schemaId = new SchemaIds(endpoints).of(RecordType.OBSERVATION);
        Path folder = settings.newRunFolder(plan.request().placePrefix(), clock.instant());
        progress.say(
                String.format(
                        "%,d places with %,d sensors; the hidden truth: %s",
                        plan.world().places().size(), plan.world().sensors().size(), folder));
        SentAccount account =
                settings.waitForResults() ? new SentAccount() : SentAccount.withoutOffsets();
        try (ResultStore store = new ResultStore(endpoints);
                Ledger ledger =
                        Ledger.create(
                                settings.ledgerFolder(),
                                "simulate-" + plan.request().placePrefix(),
                                clock)) {
            registerPlaces(store, plan);
            ledger.append("start", start(plan, schemaId, folder));
            Run run = new Run(plan, skipThroughMillis, schemaId, folder, account, ledger);
            return settings.waitForResults() ? sendAndWait(run, store) : report(run, send(run), "");
        }
    }

    private record Run(
            RunPlan plan,
            long skipThroughMillis,
            int schemaId,
            Path folder,
            SentAccount account,
            Ledger ledger) {}

    private record Sent(Sending sending, double seconds, double cpuSeconds, Expected expected) {}

    private RunReport sendAndWait(Run run, ResultStore store)
            throws IOException, SQLException, RegistryUnavailableException {
        Map<String, Long> places =
                run.plan().world().places().stream()
                        .collect(
                                Collectors.toMap(
                                        SimulatedPlace::id, p -> 0L, (a, b) -> a, TreeMap::new));
        boolean fresh = store.tallies(places.keySet()).isEmpty();
        try (Rejections rejections =
                new Rejections(endpoints.kafkaBootstrapServers(), run.account())) {
            ResultsWait results = new ResultsWait(store, rejections, places, System::nanoTime);
            Sent sent = send(run);
            Outcome outcome = results.await(run.account(), settings.patience(), this::showWaiting);
            run.ledger().append("outcome", outcome);
            RunReport report =
                    report(
                            run,
                            sent,
                            fresh
                                    ? ""
                                    : "These places had observations before this run, so what must become of each record was not compared. Another --seed or --prefix makes new places.");
            return report.compared(outcome, fresh);
        }
    }

    private Sent send(Run run) throws IOException, RegistryUnavailableException {
        RunPlan plan = run.plan();
        long start = Math.max(plan.fromMillis(), run.skipThroughMillis());
        Feed feed =
                new Feed(
                        plan.world().sensors(),
                        new ObservationBytes(run.schemaId()),
                        plan.reporting(),
                        Sending.feedStart(plan.fromMillis(), run.skipThroughMillis()),
                        plan.toMillis());
        try (Truth truth =
                        new Truth(
                                run.folder(),
                                settings.truth() ? plan.world().places() : List.of(),
                                start);
                RecordSender sender =
                        new RecordSender(
                                endpoints.kafkaBootstrapServers(),
                                settings.compression(),
                                run.account())) {
            ExpectedOutcomes expected = expectations(plan, truth);
            double cpuBefore = cpuSeconds();
            sending =
                    new Sending(
                            feed,
                            new Clockwork(clock, plan, start),
                            new Sending.Notes(
                                    sender,
                                    run.account(),
                                    run.ledger(),
                                    truth,
                                    expected,
                                    settings.resumeNote(),
                                    progress));
            sendUpdatingPlaces(run, sender);
            sent = true;
            return sent(run, expected, cpuSeconds() - cpuBefore);
        }
    }

    private void sendUpdatingPlaces(Run run, RecordSender sender)
            throws IOException, RegistryUnavailableException {
        Duration period = run.plan().request().updatePlaces;
        if (period == null) {
            sendAll(run);
            return;
        }
        PlaceVersions versions =
                new PlaceVersions(run.plan().world().places(), run.plan().request().seed);
        PlaceRecords records = new PlaceRecords(new SchemaIds(endpoints).of(RecordType.PLACE));
        PlaceUpdates updates = new PlaceUpdates(sender, versions, records, period);
        try (updates) {
            sendAll(run);
        }
        sender.flush();
        progress.say(String.format("sent %,d new versions of places", updates.sent()));
    }

    private void sendAll(Run run) throws IOException {
        sending.run(run.skipThroughMillis(), () -> stopped || settings.stop().isRaised());
    }

    private Sent sent(Run run, ExpectedOutcomes outcomes, double cpuSeconds) throws IOException {
        Expected expected = outcomes == null ? null : outcomes.expected();
        if (expected != null) {
            run.ledger().append("expected", expected);
        }
        double seconds = sending.seconds();
        progress.say(
                String.format(
                        "sent %,d in %.1f s (%,.0f/s) with %.1f s of CPU (%.2f cores)",
                        sending.sent(),
                        seconds,
                        sending.sent() / seconds,
                        cpuSeconds,
                        cpuSeconds / seconds));
        return new Sent(sending, seconds, cpuSeconds, expected);
    }

    private ExpectedOutcomes expectations(RunPlan plan, Truth truth) {
        if (!plan.canExpect() || !(settings.waitForResults() || plan.reporting().rates().any())) {
            return null;
        }
        return new ExpectedOutcomes(
                (record, outcome) -> {
                    if (record.fault() != null) {
                        truth.fault(record, outcome);
                    }
                });
    }

    private void registerPlaces(ResultStore store, RunPlan plan)
            throws SQLException, InterruptedException, RegistryUnavailableException {
        List<PlaceEntry> entries =
                plan.world().places().stream().map(SimulatedPlace::entry).toList();
        int added = new KnownPlaces(store).complete(entries, endpoints);
        if (added > 0) {
            progress.say(String.format("registered %,d places", added));
        }
    }

    private void showWaiting(Outcome outcome) {
        progress.update(
                String.format(
                        "%,d of %,d in the results, %d panes open",
                        outcome.accounted(), outcome.sent(), outcome.tally().openPanes()));
    }

    private static RunStart start(RunPlan plan, int schemaId, Path folder) {
        return new RunStart(
                ResumePoint.JSON.valueToTree(plan.request()),
                folder.toString(),
                Topic.OBSERVATIONS.topicName(),
                schemaId,
                plan.world().places().size(),
                plan.world().sensors().size(),
                Instant.ofEpochMilli(plan.fromMillis()).toString(),
                plan.reporting().intervalMillis());
    }

    private static RunReport report(Run run, Sent sent, String remark) {
        return new RunReport(
                run.plan().request(),
                run.plan().world().places().size(),
                run.plan().world().sensors().size(),
                sent.sending().sent(),
                sent.seconds(),
                sent.cpuSeconds(),
                sent.sending().faults(),
                sent.expected(),
                null,
                null,
                remark,
                run.folder().toString(),
                run.ledger().file().toString());
    }

    private static double cpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis()
                / 1e3;
    }
}
