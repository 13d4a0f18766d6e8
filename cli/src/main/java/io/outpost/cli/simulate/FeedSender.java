package io.outpost.cli.simulate;

import io.outpost.cli.send.SendLog;
import io.outpost.cli.send.Sending;
import io.outpost.cli.simulate.expect.ExpectedOutcomes;
import io.outpost.cli.simulate.feed.Fault;
import io.outpost.cli.simulate.feed.FaultySensor;
import io.outpost.cli.simulate.feed.Feed;
import io.outpost.cli.simulate.feed.Outgoing;
import io.outpost.cli.simulate.truth.Truth;
import io.outpost.cli.simulate.world.SimulatedPlace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;

/**
 * Sends the records of a feed when they are due, and writes down what is wrong with them and how
 * far it is. Others may ask how far it is while it sends.
 */
final class FeedSender {
    private static final long RESUME_NANOS = Duration.ofSeconds(2).toNanos();

    private final Feed feed;
    private final Clockwork clockwork;
    private final Sending sending;
    private final SendLog log;
    private final Notes notes;
    private final Map<Fault, Long> faults = new ConcurrentSkipListMap<>();

    /** By index: a map per record is dear when there are many places. */
    private SendLog.Place[] places = new SendLog.Place[0];

    private long eventMillis;
    private long lastResumeNanos = System.nanoTime();

    /**
     * What it writes besides the ledger.
     *
     * @param expected null: not worked out
     */
    record Notes(Truth truth, ExpectedOutcomes expected, ResumeNote resume) {}

    /** Takes, now and then, the event time through which everything is acknowledged. */
    interface ResumeNote {
        ResumeNote NONE = millis -> {};

        void sentThrough(long millis) throws IOException;
    }

    FeedSender(Feed feed, Clockwork clockwork, Sending sending, SendLog log, Notes notes) {
        this.feed = feed;
        this.clockwork = clockwork;
        this.sending = sending;
        this.log = log;
        this.notes = notes;
    }

    /** Where a feed must begin so that all that is delayed at a time is in it. */
    static long feedStart(long fromMillis, long skipThroughMillis) {
        return skipThroughMillis <= fromMillis
                ? fromMillis
                : Math.max(fromMillis, skipThroughMillis - FaultySensor.LONGEST_DELAY_MILLIS);
    }

    /**
     * Sends until the end or until it is stopped, and returns when all is acknowledged.
     *
     * @param skipThroughMillis what an earlier run has sent; only what of it is delayed is sent
     */
    void run(long skipThroughMillis, BooleanSupplier stopped) throws IOException {
        while (feed.nextMillis() <= skipThroughMillis && !feed.isDone()) {
            feed.poll();
        }
        while (!feed.isDone() && clockwork.await(feed.nextMillis(), sending.sent(), stopped)) {
            step();
        }
        sending.flush();
        notes.resume().sentThrough(feed.isDone() ? eventMillis : eventMillis - 1);
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
            faults.merge(record.fault(), 1L, Long::sum);
        }
        if (!record.isSent()) {
            notes.truth().fault(record, "NEVER_SENT");
            return;
        }
        sending.send(placeOf(record), record.value(), eventMillis);
        if (notes.expected() != null) {
            notes.expected().sent(record, clockwork.nowMillis());
        } else if (record.fault() != null) {
            notes.truth().fault(record, "");
        }
        noteResume();
    }

    /** To wait for all acknowledgements costs speed, and only who resumes later needs it. */
    private void noteResume() throws IOException {
        if (notes.resume() == ResumeNote.NONE
                || System.nanoTime() - lastResumeNanos < RESUME_NANOS) {
            return;
        }
        lastResumeNanos = System.nanoTime();
        sending.flush();
        // What is due at this very moment may not all be sent.
        notes.resume().sentThrough(eventMillis - 1);
    }

    private SendLog.Place placeOf(Outgoing record) {
        if (record.sensor() == null) {
            return log.place(new String(record.key(), StandardCharsets.UTF_8));
        }
        SimulatedPlace place = record.sensor().place();
        if (place.index() >= places.length) {
            places = Arrays.copyOf(places, 2 * place.index() + 1);
        }
        if (places[place.index()] == null) {
            places[place.index()] = log.place(place.id());
        }
        return places[place.index()];
    }

    Sending sending() {
        return sending;
    }

    /** Records that wait for their time. */
    int delayed() {
        return feed.delayed();
    }

    /** Numbers of faulty records, by label. */
    Map<String, Long> faults() {
        Map<String, Long> labelled = new LinkedHashMap<>();
        faults.forEach((fault, count) -> labelled.put(fault.label(), count));
        return labelled;
    }
}
