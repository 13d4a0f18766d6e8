package io.outpost.api.stream;

import io.outpost.api.web.Event;
import io.outpost.api.web.EventStream;
import io.outpost.api.web.EventStream.End;
import io.outpost.api.web.ProblemException;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.RegistryUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what clients have missed since the position that they name, up to where the feed goes on
 * for them: for one after the other in turns, on one thread, each no faster than it takes it.
 */
final class MissedAlerts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MissedAlerts.class);

    /** Offsets; beyond them the list of alerts is the better place. */
    static final int MOST_MISSED = 10_000;

    /** While more waits for a client, nothing is read for it. */
    private static final int MOST_WAITING_BYTES = EventStream.MAX_WAITING_BYTES / 4;

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration TURN = Duration.ofMillis(50);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Until a stream that goes on must have begun. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final KafkaAccess kafka;
    private final AlertDecoder decoder;
    private final AlertFeed feed;
    private final ScheduledExecutorService turns =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "alerts-missed");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** Of the one thread; null: none is open. */
    private TopicReader reader;

    MissedAlerts(KafkaAccess kafka, AlertDecoder decoder, AlertFeed feed) {
        this.kafka = kafka;
        this.decoder = decoder;
        this.feed = feed;
    }

    /** Why a stream cannot go on where it was left. */
    private enum Reason {
        TOO_OLD,
        UNKNOWN
    }

    /** The data of an event gap. */
    private record Gap(Reason reason) {}

    /** Subscribes a client at the feed after what it has missed. */
    void resume(Subscriber subscriber, StreamPosition from) {
        long until = System.nanoTime() + LIMIT.toNanos();
        turn(subscriber, () -> begin(subscriber, from, until), Duration.ZERO);
    }

    private void begin(Subscriber subscriber, StreamPosition from, long limitNanos) {
        if (!subscriber.stream().isOpen()) {
            return;
        }
        try {
            StreamPosition end = reader().end();
            boolean isKnown = end.reaches(from) && from.partitions() <= end.partitions();
            Optional<StreamPosition> goesOn =
                    feed.subscribe(subscriber, isKnown ? Optional.of(from) : Optional.empty());
            if (goesOn.isEmpty()) {
                again(subscriber, from, limitNanos, TURN);
            } else if (!isKnown) {
                gap(subscriber, Reason.UNKNOWN, goesOn.get());
            } else if (from.passedBy(end) > MOST_MISSED || isGone(from, goesOn.get())) {
                gap(subscriber, Reason.TOO_OLD, goesOn.get());
            } else {
                step(subscriber, from, goesOn.get());
            }
        } catch (KafkaException e) {
            failed(e);
            again(subscriber, from, limitNanos, PAUSE);
        }
    }

    /** The feed has not come as far as that of another process, or has no position. */
    private void again(
            Subscriber subscriber, StreamPosition from, long limitNanos, Duration pause) {
        if (System.nanoTime() - limitNanos > 0) {
            subscriber.stream().end(End.UNAVAILABLE);
        } else {
            turn(subscriber, () -> begin(subscriber, from, limitNanos), pause);
        }
    }

    /** Whether some of it is kept no longer. */
    private boolean isGone(StreamPosition from, StreamPosition until) {
        StreamPosition kept = reader().beginning();
        for (int i = 0; i < until.partitions(); i++) {
            if (from.offset(i) < until.offset(i) && from.offset(i) < kept.offset(i)) {
                return true;
            }
        }
        return false;
    }

    private void gap(Subscriber subscriber, Reason reason, StreamPosition goesOn) {
        subscriber.stream().send(Event.of("gap", goesOn.id(), new Gap(reason)));
        feed.goOn(subscriber);
    }

    /** Sends some of it. */
    private void step(Subscriber subscriber, StreamPosition from, StreamPosition until) {
        if (!subscriber.stream().isOpen()) {
            return;
        }
        if (from.reaches(until)) {
            feed.goOn(subscriber);
        } else if (subscriber.stream().waitingBytes() > MOST_WAITING_BYTES) {
            turn(subscriber, () -> step(subscriber, from, until), TURN);
        } else {
            tryToSend(subscriber, from, until);
        }
    }

    private void tryToSend(Subscriber subscriber, StreamPosition from, StreamPosition until) {
        try {
            StreamPosition at = send(subscriber, from, until);
            turn(subscriber, () -> step(subscriber, at, until), Duration.ZERO);
        } catch (KafkaException | RegistryUnavailableException | ProblemException e) {
            failed(e);
            turn(subscriber, () -> step(subscriber, from, until), PAUSE);
        }
    }

    private StreamPosition send(Subscriber subscriber, StreamPosition from, StreamPosition until)
            throws RegistryUnavailableException {
        reader().goTo(from, until);
        List<ConsumerRecord<byte[], byte[]>> missed =
                StreamSupport.stream(reader().poll(POLL).spliterator(), false)
                        .filter(record -> record.offset() < until.offset(record.partition()))
                        .toList();
        StreamPosition at = from;
        for (TopicAlert one : decoder.decode(missed)) {
            at = at.with(one.partition(), one.offset() + 1);
            if (subscriber.wants(one)) {
                subscriber.stream().send(AlertFeed.event(one, subscriber.display(), at));
            }
        }
        return reader().position(at).atMost(until);
    }

    private TopicReader reader() {
        if (reader == null) {
            reader = new TopicReader(kafka);
        }
        return reader;
    }

    private void failed(Exception failure) {
        LOG.warn("Missed alerts wait: {}", failure.toString());
        closeReader();
    }

    private void closeReader() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the turn says itself what comes of it
    private void turn(Subscriber subscriber, Runnable turn, Duration pause) {
        turns.schedule(() -> take(subscriber, turn), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void take(Subscriber subscriber, Runnable turn) {
        try {
            turn.run();
        } catch (RuntimeException e) {
            LOG.error("A stream of alerts cannot go on", e);
            subscriber.stream().end(End.UNAVAILABLE);
        }
    }

    /** Its streams are ended by who has them. */
    @Override
    public void close() {
        turns.shutdownNow();
        try {
            if (turns.awaitTermination(POLL.multipliedBy(5).toMillis(), TimeUnit.MILLISECONDS)) {
                closeReader();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
