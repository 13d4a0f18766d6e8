package io.outpost.cli.poll;

import io.outpost.decode.ObservationCheck;
import io.outpost.ingest.LogRecord;
import io.outpost.ingest.LogUnavailableException;
import io.outpost.ingest.LogWriter;
import io.outpost.ingest.ObservationRecords;
import io.outpost.schemas.Observation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks stations when they are due, and sends what is new of their answers to the log: each station
 * at most once at a time, and so many at once. What goes wrong with one stays with that one.
 * Thread-safe.
 */
final class Poller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

    /** Observations that are sent together. */
    private static final int BATCH = 500;

    private final PriorityQueue<StationPoll> waiting =
            new PriorityQueue<>(Comparator.comparing(StationPoll::nextAt));

    /** One answer is read at a time, as one may take much memory. */
    private final ExecutorService reading =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "poll-answers"));

    private final List<StationPoll> stations;
    private final int mostInFlight;
    private final StationClient client;
    private final LogWriter log;
    private final ObservationRecords records;
    private final PollCounts counts;
    private final Supplier<Instant> now;
    private int inFlight;
    private long ends;

    /** Where observations go. */
    record Target(LogWriter log, ObservationRecords records) {}

    Poller(
            List<StationPoll> stations,
            int mostInFlight,
            Target target,
            PollCounts counts,
            Supplier<Instant> now) {
        this.stations = List.copyOf(stations);
        this.mostInFlight = mostInFlight;
        this.client = new StationClient(now);
        this.log = target.log();
        this.records = target.records();
        this.counts = counts;
        this.now = now;
        waiting.addAll(stations);
    }

    /** Asks those that are due, as far as there is room; the others wait for the next call. */
    synchronized void askThoseDue() {
        while (inFlight < mostInFlight
                && !waiting.isEmpty()
                && !waiting.peek().nextAt().isAfter(now.get())) {
            ask(waiting.poll());
        }
    }

    /** How many questions have come to an end. */
    synchronized long ends() {
        return ends;
    }

    /** Waits until more than so many have, at most so long. */
    synchronized void awaitMoreEnds(long than, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (long left = most.toNanos(); ends <= than && left > 0; ) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
    }

    synchronized int inFlight() {
        return inFlight;
    }

    synchronized long failing() {
        return stations.stream().filter(StationPoll::isFailing).count();
    }

    /** That have answered well at least once. */
    synchronized long answered() {
        return stations.stream().filter(StationPoll::hasAnswered).count();
    }

    synchronized List<StationPoll.Status> status() {
        return stations.stream().map(StationPoll::status).toList();
    }

    @Override
    public void close() {
        reading.shutdownNow();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the end of it sees what comes of it
    private void ask(StationPoll poll) {
        inFlight++;
        CompletableFuture<StationAnswer> asked;
        try {
            asked = client.ask(poll.question(now.get()));
        } catch (RuntimeException e) {
            asked = CompletableFuture.failedFuture(e);
        }
        asked.thenComposeAsync(answer -> take(poll, answer), reading)
                .whenComplete((answer, failure) -> end(poll, answer, failure));
    }

    /** Completes with the answer once all that is new in it is in the log. */
    private CompletableFuture<StationAnswer> take(StationPoll poll, StationAnswer answer) {
        if (!answer.isGood()) {
            return CompletableFuture.failedFuture(new BadAnswer(answer));
        }
        try {
            AnswerReader.Rows rows = poll.reader().read(answer.body());
            rows.unreadable()
                    .forEach(
                            (reason, number) -> counts.unreadable(reason, Math.toIntExact(number)));
            if (!rows.examples().isEmpty()) {
                LOG.info("{}: not read: {}", poll.status().name(), rows.examples().get(0));
            }
            return send(poll, wanted(poll, rows.observations()), 0).thenApply(sent -> answer);
        } catch (UnreadableAnswerException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Those that were not sent before and that the job would not reject. */
    private List<Observation> wanted(StationPoll poll, List<Observation> observations) {
        ObservationCheck check = new ObservationCheck();
        List<Observation> wanted = new ArrayList<>();
        int known = 0;
        for (Observation observation : observations) {
            ObservationCheck.Finding finding = check.check(observation, now.get().toEpochMilli());
            if (!finding.isAccepted()) {
                // Nor is its time remembered: one from the future would keep out all others.
                counts.rejected(finding.reason().name());
            } else if (isNew(poll, observation)) {
                wanted.add(observation);
            } else {
                known++;
            }
        }
        counts.known(known);
        return wanted;
    }

    private synchronized boolean isNew(StationPoll poll, Observation observation) {
        return poll.isNew(observation);
    }

    /** Part after part, so that a long answer does not take all the room before the log. */
    private CompletableFuture<Void> send(
            StationPoll poll, List<Observation> observations, int from) {
        if (from == observations.size()) {
            return CompletableFuture.completedFuture(null);
        }
        int to = Math.min(from + BATCH, observations.size());
        List<Observation> part = observations.subList(from, to);
        List<LogRecord> values = new ArrayList<>();
        try {
            for (Observation observation : part) {
                values.add(records.of(observation, List.of()));
            }
        } catch (LogUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
        return log.send(values)
                .thenComposeAsync(
                        acknowledged -> {
                            sent(poll, part);
                            return send(poll, observations, to);
                        },
                        reading);
    }

    private synchronized void sent(StationPoll poll, List<Observation> part) {
        poll.sent(part);
        counts.sent(part.size());
    }

    private synchronized void end(StationPoll poll, StationAnswer answer, Throwable failure) {
        Throwable why =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (why == null) {
            counts.answer(answer.status() == StationAnswer.OK ? "new" : "unchanged");
            poll.answered(answer, now.get());
        } else if (why instanceof LogUnavailableException) {
            counts.answer("not_taken");
            poll.notTaken("the log takes nothing at present", now.get());
        } else {
            counts.answer("failed");
            poll.failed(said(why), why instanceof BadAnswer bad ? bad.answer : null, now.get());
        }
        waiting.add(poll);
        inFlight--;
        ends++;
        notifyAll();
    }

    /** Nothing that names what was asked: an address may hold a key. */
    private static String said(Throwable failure) {
        if (failure instanceof BadAnswer || failure instanceof UnreadableAnswerException) {
            return failure.getMessage();
        }
        if (failure instanceof TimeoutException) {
            return "no whole answer in time";
        }
        String name = failure.getClass().getSimpleName();
        String message = failure.getMessage();
        return failure instanceof IOException && message != null && !message.contains("://")
                ? name + ": " + message
                : name;
    }

    /** An answer with a status that is not good. */
    private static final class BadAnswer extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient StationAnswer answer;

        BadAnswer(StationAnswer answer) {
            super("status " + answer.status());
            this.answer = answer;
        }
    }
}
