package io.outpost.cli.simulate;

import io.outpost.cli.console.Progress;
import io.outpost.cli.outcome.Outcome;
import io.outpost.cli.outcome.Rejections;
import io.outpost.cli.outcome.ResultStore;
import io.outpost.cli.outcome.ResultsWait;
import io.outpost.cli.send.HttpSender;
import io.outpost.cli.send.Ledger;
import io.outpost.cli.send.ObservationSender;
import io.outpost.cli.send.PlaceEntry;
import io.outpost.cli.send.PlaceRecords;
import io.outpost.cli.send.PreferenceRecords;
import io.outpost.cli.send.RecordSender;
import io.outpost.cli.send.SendLog;
import io.outpost.cli.send.Sending;
import io.outpost.cli.simulate.expect.Expected;
import io.outpost.cli.simulate.expect.ExpectedOutcomes;
import io.outpost.cli.simulate.truth.TrueGround;
import io.outpost.cli.simulate.truth.Truth;
import io.outpost.cli.simulate.world.PlaceVersions;
import io.outpost.cli.simulate.world.SimulatedPlace;
import io.outpost.cli.simulate.world.SimulatedPreferences;
import io.outpost.cli.stack.Endpoints;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One simulation from places to results: register the places, send, wait. What it sends stands in
 * the ledger, what it hides in the folder of the run.
 */
final class Simulation {
    /** A broker that is away for some minutes is waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String NOT_FRESH =
            "These places had observations before this run, so what must become of each record was not compared. Another --seed or --prefix makes new places.";

    private final Endpoints endpoints;
    private final RunSettings settings;
    private final Progress progress;
    private final Clock clock = Clock.systemUTC();
    private final SchemaRegistry registry;
    private volatile boolean stopped;
    private volatile boolean sent;
    private volatile FeedSender sender;

    Simulation(Endpoints endpoints, RunSettings settings, Progress progress) {
        this.endpoints = endpoints;
        this.settings = settings;
        this.progress = progress;
        this.registry = new SchemaRegistry(endpoints.registryUrl());
    }

    private record Sent(double seconds, double cpuSeconds, Expected expected) {}

    /** Null before the first record is sent. */
    FeedSender sender() {
        return sender;
    }

    /** True when nothing more is sent. */
    boolean hasSent() {
        return sent;
    }

    /** Ends the sending; what was sent is still waited for. */
    void stop() {
        stopped = true;
    }

    RunReport run(RunPlan plan, long skipThroughMillis)
            throws IOException, SQLException, RegistryUnavailableException {
        int schemaId =
                registry.register(
                        RecordType.OBSERVATION.subject(), RecordType.OBSERVATION.schema());
        Path folder = settings.newRunFolder(plan.request().placePrefix(), clock.instant());
        progress.say(
                String.format(
                        "%,d places with %,d sensors; the hidden truth: %s",
                        plan.world().places().size(), plan.world().sensors().size(), folder));
        SendLog log = settings.waitForResults() ? new SendLog() : SendLog.withoutOffsets();
        String name = "simulate-" + plan.request().placePrefix();
        try (ResultStore store = new ResultStore(endpoints);
                Ledger ledger = Ledger.create(settings.ledgerFolder(), name, clock)) {
            registerPlaces(store, plan);
            sendPreferences(plan);
            Run run =
                    new Run(
                            plan,
                            skipThroughMillis,
                            endpoints.logTopic(),
                            schemaId,
                            folder,
                            log,
                            ledger);
            ledger.append("start", run.start());
            return settings.waitForResults()
                    ? sendAndWait(run, store)
                    : report(run, send(run), null, true);
        }
    }

    private RunReport sendAndWait(Run run, ResultStore store)
            throws IOException, SQLException, RegistryUnavailableException {
        Map<String, Long> places =
                run.plan().world().places().stream()
                        .collect(
                                Collectors.toMap(
                                        SimulatedPlace::id, p -> 0L, (a, b) -> a, TreeMap::new));
        boolean fresh = store.counters(places.keySet()).isEmpty();
        try (Rejections rejections =
                new Rejections(endpoints.kafka(), endpoints.logTopic(), run.log())) {
            ResultsWait results = new ResultsWait(store, rejections, places, System::nanoTime);
            Sent done = send(run);
            Outcome outcome = results.await(run.log(), settings.patience(), progress);
            run.ledger().append("outcome", outcome);
            return report(run, done, outcome, fresh);
        }
    }

    private Sent send(Run run) throws IOException, SQLException, RegistryUnavailableException {
        RunPlan plan = run.plan();
        long start = Math.max(plan.fromMillis(), run.skipThroughMillis());
        List<SimulatedPlace> shown = settings.truth() ? plan.world().places() : List.of();
        try (Truth truth = new Truth(run.folder(), shown, start, trueGround(plan, start))) {
            ExpectedOutcomes outcomes = expectations(plan, truth);
            Clockwork clockwork = new Clockwork(clock, plan, start);
            double cpuBefore = cpuSeconds();
            ObservationSender records = sender(run);
            double seconds;
            double cpuSeconds;
            try (Sending sending =
                    new Sending(records, run.log(), run.ledger(), progress, Sending.WITHOUT_END)) {
                sender =
                        new FeedSender(
                                run.feed(),
                                clockwork,
                                sending,
                                run.log(),
                                new FeedSender.Notes(truth, outcomes, settings.resumeNote()));
                sendUpdatingPlaces(run, records);
                seconds = sending.seconds();
                cpuSeconds = cpuSeconds() - cpuBefore;
            }
            sent = true;
            if (records instanceof HttpSender http && !http.rejected().isEmpty()) {
                progress.say("rejected by the API: " + http.rejected());
            }
            progress.say(
                    String.format(
                            "sent %,d in %.1f s (%,.0f/s) with %.1f s of CPU (%.2f cores)",
                            sender.sending().sent(),
                            seconds,
                            sender.sending().sent() / seconds,
                            cpuSeconds,
                            cpuSeconds / seconds));
            Expected expected = outcomes == null ? null : outcomes.expected();
            if (expected != null) {
                run.ledger().append("expected", expected);
            }
            return new Sent(seconds, cpuSeconds, expected);
        }
    }

    private ObservationSender sender(Run run) throws SQLException {
        return settings.http() == null
                ? new RecordSender(
                        endpoints.kafka(),
                        endpoints.logTopic(),
                        settings.compression(),
                        PATIENCE,
                        run.log())
                : settings.http().sender(PATIENCE, run.log());
    }

    /** Null when it is not wanted. */
    private TrueGround trueGround(RunPlan plan, long startMillis) throws IOException {
        return settings.groundTruth() == null
                ? null
                : new TrueGround(settings.groundTruth(), plan.world().places(), startMillis);
    }

    private void sendUpdatingPlaces(Run run, ObservationSender records)
            throws IOException, RegistryUnavailableException {
        RunRequest request = run.plan().request();
        if (request.updatePlaces == null) {
            sendAll(run);
            return;
        }
        PlaceVersions versions = new PlaceVersions(run.plan().world().places(), request.seed);
        PlaceUpdates updates =
                new PlaceUpdates(
                        (RecordSender) records, // RunSettings has no API where places are updated
                        versions,
                        PlaceRecords.of(registry, endpoints.logTopic()),
                        request.updatePlaces);
        try (updates) {
            sendAll(run);
        }
        records.flush();
        progress.say(String.format("sent %,d new versions of places", updates.sent()));
    }

    private void sendAll(Run run) throws IOException {
        sender.run(run.skipThroughMillis(), () -> stopped || settings.stop().isRaised());
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
            throws SQLException, RegistryUnavailableException {
        List<PlaceEntry> missing =
                store.missing(plan.world().places().stream().map(SimulatedPlace::entry).toList());
        if (!missing.isEmpty()) {
            PlaceRecords.of(registry, endpoints.logTopic()).send(missing, endpoints.kafka());
            progress.say(String.format("registered %,d places", missing.size()));
        }
    }

    private void sendPreferences(RunPlan plan) throws RegistryUnavailableException {
        int count = plan.request().preferences;
        if (count > 0) {
            SimulatedPreferences preferences =
                    new SimulatedPreferences(plan.world().places(), count);
            PreferenceRecords.of(registry, endpoints.logTopic())
                    .send(preferences.all(), endpoints.kafka());
            progress.say(String.format("sent %,d preferences", count));
        }
    }

    /**
     * What the run did.
     *
     * @param outcome null: not waited for
     * @param fresh true when the places had no observations before
     */
    private RunReport report(Run run, Sent done, Outcome outcome, boolean fresh) {
        boolean compares = outcome != null && fresh && done.expected() != null;
        return new RunReport(
                run.plan().request(),
                run.plan().world().places().size(),
                run.plan().world().sensors().size(),
                sender.sending().sent(),
                done.seconds(),
                done.cpuSeconds(),
                sender.faults(),
                done.expected(),
                outcome,
                compares ? done.expected().differencesFrom(outcome) : null,
                fresh ? "" : NOT_FRESH,
                run.folder().toString(),
                run.ledger().file().toString());
    }

    private static double cpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis()
                / 1e3;
    }
}
