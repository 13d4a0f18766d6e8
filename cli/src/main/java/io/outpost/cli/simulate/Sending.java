package io.outpost.cli.simulate;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.outpost.cli.replay.Progress;
import io.outpost.cli.replay.ledger.Ledger;
import io.outpost.cli.replay.ledger.SentAccount;
import io.outpost.cli.simulate.expect.ExpectedOutcomes;
import io.outpost.cli.simulate.fault.FaultySensor;
import io.outpost.cli.simulate.send.Feed;
import io.outpost.cli.simulate.send.Outgoing;
import io.outpost.cli.simulate.send.RecordSender;
import io.outpost.cli.simulate.truth.Truth;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Sends one run at its pace, and notes on the way what it sends and how far it is. */
final class Sending {
    private static final long LEDGER_NANOS = Duration.ofSeconds(15).toNanos();
    private static final long RESUME_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int LOOK_EVERY = 512;

    private final Feed feed;
    private final Clockwork clockwork;
    private final Notes notes;
    private final FaultCounts faults = new FaultCounts();
    private final long startNanos = System.nanoTime();
    private long lastLedgerNanos = startNanos;
    private long lastResumeNanos = startNanos;
    private final AtomicLong sent = new AtomicLong();
    private volatile long eventMillis;
    private volatile int delayed;

    /**
     * Where it writes what it does.
     *
     * @param expected null: not worked out
     * @param resume is told now and then how far everything is acknowledged
     */
    record Notes(
            RecordSender sender,
            SentAccount account,
            Ledger ledger,
            Truth truth,
            ExpectedOutcomes expected,
            ResumeNote resume,
            Progress progress) {}

    /** Takes the event time through which everything is acknowledged. */
    interface ResumeNote {
        ResumeNote NONE = millis -> {};

        void sentThrough(long millis) throws IOException;
    }

    /** The ledger's line now and then; the numbers by place stand in the last line only. */
    private record Acknowledged(@JsonUnwrapped SentAccount.Totals counts, String eventTime) {}

    /** The ledger's last line about sending. */
    private record End(
            boolean complete, long unacknowledged, @JsonUnwrapped SentAccount.Snapshot counts) {}

    Sending(Feed feed, Clockwork clockwork, Notes notes) {
        this.feed = feed;
        this.clockwork = clockwork;
        this.notes = notes;
    }

    /** Sends until the end or until it is told to stop, and returns when all is acknowledged. */
    void run(long skipThroughMillis, BooleanSupplier stopped) throws IOException {
        try {
            skip(skipThroughMillis);
            while (!feed.isDone() && clockwork.await(feed.nextMillis(), sent.get(), stopped)) {
                step();
            }
            notes.sender().flush();
            notes.resume().sentThrough(feed.isDone() ? eventMillis : eventMillis - 1);
        } finally {
            SentAccount.Snapshot counts = notes.account().snapshot();
            long open = sent.get() - counts.acknowledged();
            notes.ledger().append("end", new End(open == 0, open, counts));
        }
    }

    /** Goes through what was sent by an earlier run, for what of it is still on its way. */
    private void skip(long throughMillis) {
        while (feed.nextMillis() <= throughMillis && !feed.isDone()) {
            feed.poll();
        }
    }

    /** Where a feed must begin so that all that is on its way at a time is in it. */
    static long feedStart(long fromMillis, long skipThroughMillis) {
        return skipThroughMillis <= fromMillis
                ? fromMillis
                : Math.max(fromMillis, skipThroughMillis - FaultySensor.LONGEST_DELAY_MILLIS);
    }

    private void step() throws IOException {
        long next = feed.nextMillis();
        if (next > eventMillis) {
            notes.truth().advance(next);
            eventMillis = next;
        }
        Outgoing record = feed.poll();
        if (record == null) {
            return;
        }
        if (record.fault() != null) {
            faults.add(record.fault());
        }
        if (record.isSent()) {
            send(record);
        } else {
            notes.truth().fault(record, "NEVER_SENT");
        }
    }

    private void send(Outgoing record) throws IOException {
        notes.sender().send(record);
        long count = sent.incrementAndGet();
        if (notes.expected() != null) {
            notes.expected().sent(record, clockwork.nowMillis());
        } else if (record.fault() != null) {
            notes.truth().fault(record, "");
        }
        if (count % LOOK_EVERY == 0 || notes.progress().isDue()) {
            lookAround();
        }
    }

    private void lookAround() throws IOException {
        long now = System.nanoTime();
        delayed = feed.delayed();
        if (now - lastLedgerNanos > LEDGER_NANOS) {
            lastLedgerNanos = now;
            notes.ledger()
                    .append(
                            "acknowledged",
                            new Acknowledged(notes.account().totals(), eventTime()));
        }
        // To wait for all acknowledgements costs speed, and only who goes on later needs it.
        if (notes.resume() != ResumeNote.NONE && now - lastResumeNanos > RESUME_NANOS) {
            lastResumeNanos = now;
            notes.sender().flush();
            // What is due at this very moment may not all be sent.
            notes.resume().sentThrough(eventMillis - 1);
        }
        if (notes.progress().isDue()) {
            notes.progress()
                    .update(
                            String.format(
                                    "sent %,d (%,.0f/s), event time %s",
                                    sent.get(), perSecond(), eventTime()));
        }
    }

    long sent() {
        return sent.get();
    }

    double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    double perSecond() {
        return sent.get() / seconds();
    }

    String eventTime() {
        return Instant.ofEpochMilli(eventMillis).toString();
    }

    int delayed() {
        return delayed;
    }

    Map<String, Long> faults() {
        return faults.byLabel();
    }
}
