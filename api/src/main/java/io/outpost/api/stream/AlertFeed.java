package io.outpost.api.stream;

import io.outpost.api.display.Display;
import io.outpost.api.web.Event;
import io.outpost.api.web.EventStream.End;
import io.outpost.api.web.ProblemException;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.RegistryUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one reader of new alerts, for all clients. It begins with the first client. While Kafka,
 * Postgres or the registry does not answer, alerts wait and none is passed over.
 */
final class AlertFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlertFeed.class);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS_FOR_PARTITIONS = Duration.ofMinutes(1);

    private final KafkaAccess kafka;
    private final AlertDecoder decoder;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Set<Subscriber> subscribers = new LinkedHashSet<>();
    private CompletableFuture<Void> begun = new CompletableFuture<>();
    private Thread thread;
    private TopicReader reader;

    /** Up to which all subscribers have been sent what they want; null: before the first. */
    private StreamPosition position;

    AlertFeed(KafkaAccess kafka, AlertDecoder decoder) {
        this.kafka = kafka;
        this.decoder = decoder;
    }

    /** Completes when there is a position to subscribe at. */
    synchronized CompletableFuture<Void> begun() {
        if (thread == null) {
            thread = new Thread(this::run, "alerts");
            thread.setDaemon(true);
            thread.start();
        }
        return begun;
    }

    /**
     * Sends all that comes after a position from now on, if it has come as far as wanted.
     *
     * @param wanted that was reached once; empty: any
     * @return the position; empty: it has not come so far, or has lost its own
     */
    synchronized Optional<StreamPosition> subscribe(
            Subscriber subscriber, Optional<StreamPosition> wanted) {
        if (position == null || !wanted.map(position::reaches).orElse(true)) {
            return Optional.empty();
        }
        subscribers.add(subscriber);
        subscriber.stream().send(Event.begin(wanted.orElse(position).id()));
        return Optional.of(position);
    }

    synchronized void unsubscribe(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    /** What the subscriber has missed is sent. */
    synchronized void goOn(Subscriber subscriber) {
        subscriber.goOn();
    }

    private synchronized StreamPosition position() {
        return position;
    }

    /** Shows each client that its stream is there, and ends those that have lasted for a time. */
    synchronized void beat(long nowNanos, Duration lifetime) {
        Event live = position == null ? Event.heartBeat() : Event.heartBeat(position.id());
        for (Subscriber one : List.copyOf(subscribers)) {
            if (nowNanos - one.openedNanos() >= lifetime.toNanos()) {
                one.stream().end(End.LIFETIME);
            } else {
                one.stream().send(one.resumes() ? Event.heartBeat() : live);
            }
        }
    }

    @Override
    public void close() {
        ending.countDown();
        Thread running;
        synchronized (this) {
            running = thread;
            if (reader != null) {
                reader.wakeUp();
            }
            endAll(End.SERVER_ENDING);
        }
        if (running != null) {
            join(running);
        }
    }

    private static void join(Thread running) {
        try {
            running.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isEnding() {
        return ending.getCount() == 0;
    }

    private void run() {
        while (!isEnding()) {
            try (TopicReader reading = new TopicReader(kafka)) {
                use(reading);
                read(reading);
            } catch (WakeupException e) {
                LOG.debug("Woken to end");
            } catch (InvalidOffsetException e) {
                LOG.warn("The topic of alerts is another one than before: {}", e.getMessage());
                forget();
                pause();
            } catch (KafkaException e) {
                LOG.warn("Alerts cannot be read, trying again: {}", e.toString());
                pause();
            } catch (RuntimeException e) {
                LOG.error("Alerts are not read, trying again", e);
                pause();
            } finally {
                use(null);
            }
        }
    }

    private synchronized void use(TopicReader reading) {
        reader = reading;
        if (reading != null && isEnding()) {
            reading.wakeUp();
        }
    }

    private void read(TopicReader reading) {
        long looked = System.nanoTime();
        go(reading);
        while (!isEnding()) {
            ConsumerRecords<byte[], byte[]> records = reading.poll(POLL);
            if (!passed(reading, records.isEmpty())) {
                deliver(records);
                passed(reading, true);
            }
            if (System.nanoTime() - looked > BETWEEN_LOOKS_FOR_PARTITIONS.toNanos()) {
                looked = System.nanoTime();
                if (!reading.readsAll()) {
                    go(reading);
                }
            }
        }
    }

    private void go(TopicReader reading) {
        StreamPosition from = position();
        if (from == null) {
            begin(reading.goToEnd());
        } else {
            reading.goTo(from);
        }
    }

    private void begin(StreamPosition end) {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            position = end;
            waiting = begun;
        }
        waiting.complete(null);
    }

    private void deliver(ConsumerRecords<byte[], byte[]> records) {
        while (!isEnding()) {
            try {
                deliver(decoder.decode(records));
                return;
            } catch (RegistryUnavailableException | ProblemException e) {
                LOG.warn("Alerts wait: {}", e.getMessage());
                pause();
            }
        }
    }

    private synchronized void deliver(List<TopicAlert> alerts) {
        for (TopicAlert one : alerts) {
            position = position.with(one.partition(), one.offset() + 1);
            StreamPosition after = position;
            Map<Display, Event> events = new HashMap<>();
            for (Subscriber subscriber : List.copyOf(subscribers)) {
                if (subscriber.wants(one)) {
                    subscriber.send(
                            events.computeIfAbsent(
                                    subscriber.display(), shown -> event(one, shown, after)));
                }
            }
        }
    }

    static Event event(TopicAlert one, Display display, StreamPosition after) {
        return Event.of("alert", after.id(), one.alert().shown(display));
    }

    /**
     * Is where the reader is, also behind marks of transactions and alerts that nobody sees.
     *
     * @param isDelivered false: only where there is nobody to deliver to
     * @return false: it is not
     */
    private synchronized boolean passed(TopicReader reading, boolean isDelivered) {
        if (isEnding() || (!isDelivered && !subscribers.isEmpty())) {
            return false;
        }
        position = reading.position(position);
        return true;
    }

    private synchronized void forget() {
        position = null;
        begun = new CompletableFuture<>();
        endAll(End.TOPIC_CHANGED);
    }

    private void endAll(End why) {
        List.copyOf(subscribers).forEach(one -> one.stream().end(why));
    }

    private void pause() {
        try {
            ending.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
