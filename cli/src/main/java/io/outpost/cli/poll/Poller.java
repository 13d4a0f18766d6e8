package io.outpost.cli.poll;

import io.opentelemetry.api.trace.SpanKind;
import io.outpost.decode.ObservationCheck;
import io.outpost.ingest.LogRecord;
import io.outpost.ingest.LogUnavailableException;
import io.outpost.ingest.LogWriter;
import io.outpost.ingest.ObservationRecords;
import io.outpost.ingest.RecordTrace;
import io.outpost.schemas.Observation;
import io.outpost.tracing.SampledTraces;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
    private final SampledTraces traces;
    private final Supplier<Instant> now;
    private int inFlight;
    private long ends;

    /** Where observations go. */
    record Target(LogWriter log, ObservationRecords records) {}

    /** What is seen of it from outside. */
    record Watch(PollCounts counts, SampledTraces traces) {}

    /** That is under way. */
    private record Question(StationPoll poll, RecordTrace trace) {}

    Poller(
            List<StationPoll> stations,
            int mostInFlight,
            Target target,
            Watch watch,
            Supplier<Instant> now) {
        this.stations = List.copyOf(stations);
        this.mostInFlight = mostInFlight;
        this.client = new StationClient(now);
        this.log = target.log();
        this.records = target.records();
        this.counts = watch.counts();
        this.traces = watch.traces();
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

    /** That have been silent for too long. */
    synchronized long silent() {
        return stations.stream().filter(one -> one.isSilent(now.get())).count();
    }

    /** Of the station that has been silent for longest, seconds. */
    synchronized long longestSilenceSeconds() {
        return stations.stream()
                .mapToLong(one -> one.silence(now.get()).toSeconds())
                .max()
                .orElse(0);
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
        Question question =
                new Question(
                        poll,
                        RecordTrace.begin(
                                traces, "ask station", SpanKind.CLIENT, now.get().toEpochMilli()));
        CompletableFuture<StationAnswer> asked;
        try {
            asked = client.ask(poll.question(now.get()));
        } catch (RuntimeException e) {
            asked = CompletableFuture.failedFuture(e);
        }
        asked.thenComposeAsync(answer -> take(question, answer), reading)
                .whenComplete((answer, failure) -> end(question, answer, failure));
    }

    /** Completes with the answer once all that is new in it is in the log. */
    private CompletableFuture<StationAnswer> take(Question question, StationAnswer answer) {
        StationPoll poll = question.poll();
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
            return send(question, wanted(poll, rows.observations()), 0).thenApply(sent -> answer);
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
            Question question, List<Observation> observations, int from) {
        if (from == observations.size()) {
            return CompletableFuture.completedFuture(null);
        }
        int to = Math.min(from + BATCH, observations.size());
        List<Observation> part = observations.subList(from, to);
        List<LogRecord> values = new ArrayList<>();
        try {
            for (Observation observation : part) {
                values.add(records.of(observation, question.trace().headers()));
            }
        } catch (LogUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
        return log.send(values)
                .thenComposeAsync(
                        acknowledged -> {
                            sent(question.poll(), part);
                            return send(question, observations, to);
                        },
                        reading);
    }

    private synchronized void sent(StationPoll poll, List<Observation> part) {
        poll.sent(part);
        counts.sent(part.size());
    }

    private synchronized void end(Question question, StationAnswer answer, Throwable failure) {
        StationPoll poll = question.poll();
        Throwable why =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        PollCounts.Outcome outcome = outcome(answer, why);
        counts.answer(outcome);
        question.trace()
                .end(
                        Map.of("outpost.station", poll.name(), "outpost.outcome", outcome.tag()),
                        now.get().toEpochMilli());
        if (why == null) {
            poll.answered(answer, now.get());
        } else if (why instanceof LogUnavailableException) {
            poll.notTaken("the log takes nothing at present", now.get());
        } else {
            poll.failed(said(why), why instanceof BadAnswer bad ? bad.answer : null, now.get());
        }
        waiting.add(poll);
        inFlight--;
        ends++;
        notifyAll();
    }

    private static PollCounts.Outcome outcome(StationAnswer answer, Throwable why) {
        if (why == null) {
            return answer.status() == StationAnswer.OK
                    ? PollCounts.Outcome.NEW
                    : PollCounts.Outcome.UNCHANGED;
        }
        return why instanceof LogUnavailableException
                ? PollCounts.Outcome.NOT_TAKEN
                : PollCounts.Outcome.FAILED;
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
