package io.outpost.cli.replay;

import io.outpost.cli.console.Progress;
import io.outpost.cli.outcome.Outcome;
import io.outpost.cli.outcome.Rejections;
import io.outpost.cli.outcome.ResultStore;
import io.outpost.cli.outcome.ResultsWait;
import io.outpost.cli.replay.recording.ObservationEncoder;
import io.outpost.cli.send.Ledger;
import io.outpost.cli.send.PlaceEntry;
import io.outpost.cli.send.PlaceRecords;
import io.outpost.cli.send.SendLog;
import io.outpost.cli.stack.Endpoints;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * One replay from files to results: read, register the places, send, wait. What it sends stands in
 * the ledger before it says that it is done.
 */
record Replay(Endpoints endpoints, ReplaySettings settings, Progress progress) {

    /**
     * The ledger's line before anything is sent.
     *
     * @param speed seconds of event time per second; null: as fast as possible
     * @param injected disorder that the recording does not have; empty: none
     */
    private record Start(
            String replayed,
            List<Recordings.SourceFile> files,
            String topic,
            int schemaId,
            long toSend,
            Map<String, Long> toSendByPlace,
            Map<String, Long> unreadable,
            List<String> unreadableExamples,
            Double speed,
            String injected) {}

    SentReport run(List<Path> files, MappingChoice choice)
            throws SQLException, RegistryUnavailableException {
        long start = System.nanoTime();
        SchemaRegistry registry = new SchemaRegistry(endpoints.registryUrl());
        int schemaId =
                registry.register(
                        RecordType.OBSERVATION.subject(), RecordType.OBSERVATION.schema());
        Recordings recordings =
                Recordings.read(
                        files, choice, new ObservationEncoder(schemaId), settings.arrival());
        settings.acceptance().require(recordings);
        recordings.files().stream()
                .filter(file -> file.rows() == 0)
                .forEach(file -> progress.say(file.path() + " has no rows"));
        progress.say(
                String.format(
                        "%s: %,d observations of %d places%s",
                        recordings.name(),
                        recordings.readings().size(),
                        recordings.toSendByPlace().size(),
                        injected().isEmpty() ? "" : ", injected: " + injected()));
        SendLog log = new SendLog();
        try (ResultStore store = new ResultStore(endpoints);
                Ledger ledger =
                        Ledger.create(
                                settings.ledgerFolder(), recordings.name(), Clock.systemUTC())) {
            if (!settings.allowLate()) {
                History.requireNewer(recordings.readings(), History.newest(store, recordings));
            }
            registerPlaces(store, recordings, registry);
            ledger.append("start", start(recordings, schemaId));
            ReadingSender sender = new ReadingSender(endpoints, settings, progress);
            if (!settings.waitForResults()) {
                double seconds = sender.send(recordings.readings(), log, ledger);
                return report(recordings, log, seconds, start, ledger, null);
            }
            try (Rejections rejections =
                    new Rejections(endpoints.kafka(), endpoints.logTopic(), log)) {
                ResultsWait results =
                        new ResultsWait(
                                store, rejections, recordings.toSendByPlace(), System::nanoTime);
                double seconds = sender.send(recordings.readings(), log, ledger);
                Outcome outcome = results.await(log, settings.patience(), progress);
                ledger.append("outcome", outcome);
                return report(recordings, log, seconds, start, ledger, outcome);
            }
        }
    }

    private void registerPlaces(ResultStore store, Recordings recordings, SchemaRegistry registry)
            throws SQLException, RegistryUnavailableException {
        if (!recordings.unknownPlaces().isEmpty()) {
            progress.say(
                    "The mapping does not describe these places, the defaults apply: "
                            + recordings.unknownPlaces());
        }
        List<PlaceEntry> missing = store.missing(recordings.places());
        if (!missing.isEmpty()) {
            PlaceRecords.of(registry, endpoints.logTopic()).send(missing, endpoints.kafka());
            progress.say("registered " + missing.size() + " places");
        }
    }

    /** Empty: nothing. */
    private String injected() {
        return settings.shuffle() == null
                ? ""
                : "shuffled within " + settings.shuffle() + ", seed " + settings.seed();
    }

    private Start start(Recordings recordings, int schemaId) {
        return new Start(
                recordings.name(),
                recordings.files(),
                endpoints.logTopic(),
                schemaId,
                recordings.readings().size(),
                recordings.toSendByPlace(),
                recordings.unreadable().byReason(),
                recordings.unreadable().examples(),
                settings.speed(),
                injected());
    }

    private SentReport report(
            Recordings recordings,
            SendLog log,
            double seconds,
            long start,
            Ledger ledger,
            Outcome outcome) {
        return new SentReport(
                recordings.name(),
                recordings.files(),
                injected(),
                log.count(),
                recordings.unreadable().byReason(),
                recordings.unreadable().examples(),
                seconds,
                (System.nanoTime() - start) / 1e9,
                ledger.file().toString(),
                outcome);
    }
}
