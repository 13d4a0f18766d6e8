package io.outpost.cli.replay;

import io.outpost.cli.replay.ledger.Ledger;
import io.outpost.cli.replay.ledger.SentAccount;
import io.outpost.cli.replay.outcome.Outcome;
import io.outpost.cli.replay.outcome.Rejections;
import io.outpost.cli.replay.outcome.ResultStore;
import io.outpost.cli.replay.outcome.ResultsWait;
import io.outpost.cli.replay.recording.ObservationEncoder;
import io.outpost.cli.replay.send.SchemaIds;
import io.outpost.cli.stack.Endpoints;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One replay from files to results: read, register the places, send, wait. What it sends stands in
 * the ledger before it says that it is done.
 */
final class Replay {
    private final Endpoints endpoints;
    private final ReplaySettings settings;
    private final Progress progress;

    Replay(Endpoints endpoints, ReplaySettings settings, Progress progress) {
        this.endpoints = endpoints;
        this.settings = settings;
        this.progress = progress;
    }

    SentReport run(List<Path> files, MappingChoice choice)
            throws IOException, SQLException, InterruptedException, RegistryUnavailableException {
        long start = System.nanoTime();
        int schemaId = new SchemaIds(endpoints).of(RecordType.OBSERVATION);
        Recordings recordings =
                Recordings.read(
                        files, choice, new ObservationEncoder(schemaId), settings.arrival());
        progress.say(
                String.format(
                        "%s: %,d observations of %d places%s",
                        recordings.name(),
                        recordings.readings().size(),
                        recordings.toSendByPlace().size(),
                        injected()));
        SentAccount account = new SentAccount();
        try (ResultStore store = new ResultStore(endpoints);
                Ledger ledger =
                        Ledger.create(
                                settings.ledgerFolder(), recordings.name(), Clock.systemUTC())) {
            registerPlaces(store, recordings);
            ledger.append("start", start(recordings, schemaId));
            return settings.waitForResults()
                    ? sendAndWait(recordings, account, store, ledger, start)
                    : report(recordings, send(recordings, account, ledger), ledger, start, null);
        }
    }

    private SentReport sendAndWait(
            Recordings recordings,
            SentAccount account,
            ResultStore store,
            Ledger ledger,
            long start)
            throws IOException, SQLException {
        try (Rejections rejections = new Rejections(endpoints.kafkaBootstrapServers(), account)) {
            ResultsWait results =
                    new ResultsWait(
                            store, rejections, recordings.toSendByPlace(), System::nanoTime);
            Sending.Sent sent = send(recordings, account, ledger);
            Outcome outcome = results.await(account, settings.patience(), this::showWaiting);
            ledger.append("outcome", outcome);
            return report(recordings, sent, ledger, start, outcome);
        }
    }

    private Sending.Sent send(Recordings recordings, SentAccount account, Ledger ledger)
            throws IOException {
        Sending sending = new Sending(endpoints.kafkaBootstrapServers(), settings, progress);
        return sending.send(recordings.readings(), account, ledger);
    }

    private void registerPlaces(ResultStore store, Recordings recordings)
            throws SQLException, InterruptedException, RegistryUnavailableException {
        if (!recordings.unknownPlaces().isEmpty()) {
            progress.say(
                    "The mapping does not describe these places, the defaults apply: "
                            + recordings.unknownPlaces());
        }
        int added = new KnownPlaces(store).complete(recordings.places(), endpoints);
        if (added > 0) {
            progress.say("registered " + added + " places");
        }
    }

    private void showWaiting(Outcome outcome) {
        progress.update(
                String.format(
                        "%,d of %,d in the results, %d panes open",
                        outcome.accounted(), outcome.sent(), outcome.tally().openPanes()));
    }

    private String injected() {
        return settings.shuffle() == null
                ? ""
                : ", injected: shuffled within " + settings.shuffle() + ", seed " + settings.seed();
    }

    private LedgerStart start(Recordings recordings, int schemaId) {
        return new LedgerStart(
                recordings.name(),
                recordings.files(),
                Topic.OBSERVATIONS.topicName(),
                schemaId,
                recordings.readings().size(),
                recordings.toSendByPlace(),
                unreadable(recordings),
                recordings.unreadable().examples(),
                settings.speed(),
                injected().replace(", injected: ", ""));
    }

    private SentReport report(
            Recordings recordings, Sending.Sent sent, Ledger ledger, long start, Outcome outcome) {
        return new SentReport(
                recordings.name(),
                recordings.files(),
                injected().replace(", injected: ", ""),
                sent.count(),
                unreadable(recordings),
                recordings.unreadable().examples(),
                sent.seconds(),
                (System.nanoTime() - start) / 1e9,
                ledger.file().toString(),
                outcome);
    }

    private static Map<String, Long> unreadable(Recordings recordings) {
        Map<String, Long> counts = new TreeMap<>();
        recordings.unreadable().counts().forEach((reason, n) -> counts.put(reason.name(), n));
        return counts;
    }
}
