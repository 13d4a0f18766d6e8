package io.outpost.cli.replay;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.outpost.cli.replay.ledger.Ledger;
import io.outpost.cli.replay.ledger.SentAccount;
import io.outpost.cli.replay.order.Arrival;
import io.outpost.cli.replay.order.Pace;
import io.outpost.cli.replay.recording.Reading;
import io.outpost.cli.replay.send.ObservationSender;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends readings at their pace, and keeps the ledger, also when it is interrupted or fails. */
final class Sending {
    private static final long LEDGER_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LONGEST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final String bootstrapServers;
    private final ReplaySettings settings;
    private final Progress progress;
    private final Arrival arrival;
    private final Pace pace;
    private long handedOver;

    Sending(String bootstrapServers, ReplaySettings settings, Progress progress) {
        this.bootstrapServers = bootstrapServers;
        this.settings = settings;
        this.progress = progress;
        this.arrival = settings.arrival();
        this.pace = settings.pace();
    }

    /** How many were acknowledged, and how long it took. */
    record Sent(long count, double seconds) {}

    /** The ledger's last line about sending. */
    record End(boolean complete, long unacknowledged, @JsonUnwrapped SentAccount.Snapshot counts) {}

    Sent send(List<Reading> readings, SentAccount account, Ledger ledger) throws IOException {
        long start = System.nanoTime();
        boolean complete = false;
        try (StopSignal stop = new StopSignal()) {
            try (ObservationSender sender =
                    new ObservationSender(bootstrapServers, settings.compression(), account)) {
                sendAll(readings, sender, new Watch(stop, account, ledger, start));
                sender.flush();
            } finally {
                SentAccount.Snapshot counts = account.snapshot();
                complete = counts.acknowledged() == readings.size();
                ledger.append("end", new End(complete, handedOver - counts.acknowledged(), counts));
            }
        }
        if (!complete) {
            throw interrupted(readings, account, ledger);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        progress.say(
                String.format(
                        "sent %,d in %.1f s (%,.0f/s)",
                        account.count(), seconds, account.count() / seconds));
        return new Sent(account.count(), seconds);
    }

    private static ReplayException interrupted(
            List<Reading> readings, SentAccount account, Ledger ledger) {
        return new ReplayException(
                String.format(
                        "Interrupted: %,d of %,d observations are acknowledged; see %s",
                        account.count(), readings.size(), ledger.file()));
    }

    private void sendAll(List<Reading> readings, ObservationSender sender, Watch watch)
            throws IOException {
        long first = readings.isEmpty() ? 0 : arrival.millisOf(readings.get(0));
        for (Reading reading : readings) {
            if (!waitUntilDue(arrival.millisOf(reading) - first, watch)) {
                return;
            }
            sender.send(reading);
            handedOver++;
            if (progress.isDue()) {
                watch.lookAround(reading, handedOver, readings.size());
            }
        }
    }

    private boolean waitUntilDue(long sinceFirstMillis, Watch watch) {
        long wait = pace.waitNanos(sinceFirstMillis, watch.elapsedNanos());
        while (wait > 0 && !watch.stop.isRaised()) {
            LockSupport.parkNanos(Math.min(wait, LONGEST_PARK_NANOS));
            wait = pace.waitNanos(sinceFirstMillis, watch.elapsedNanos());
        }
        return !watch.stop.isRaised();
    }

    /** Looks at the clock now and then: progress for people, counts for the ledger. */
    private final class Watch {
        private final StopSignal stop;
        private final SentAccount account;
        private final Ledger ledger;
        private final long start;
        private long lastLedger;

        Watch(StopSignal stop, SentAccount account, Ledger ledger, long start) {
            this.stop = stop;
            this.account = account;
            this.ledger = ledger;
            this.start = start;
            this.lastLedger = start;
        }

        long elapsedNanos() {
            return System.nanoTime() - start;
        }

        void lookAround(Reading newest, long sent, long total) throws IOException {
            progress.update(
                    String.format(
                            "sent %,d of %,d (%,.0f/s), event time %s",
                            sent,
                            total,
                            sent / (elapsedNanos() / 1e9),
                            Instant.ofEpochMilli(newest.observedAtMillis())));
            if (System.nanoTime() - lastLedger > LEDGER_INTERVAL_NANOS) {
                lastLedger = System.nanoTime();
                ledger.append("acknowledged", account.snapshot());
            }
        }
    }
}
