package io.outpost.bench.live;

import io.outpost.bench.backlog.PlaceRecords;
import io.outpost.bench.fixture.TopicReader;
import io.outpost.bench.peer.PlainRecords;
import io.outpost.schemas.Alert;
import io.outpost.schemas.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * A read_committed reader of the alerts topic, from its begin; the broker answers it as soon as
 * there is something.
 */
final class AlertWatcher implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final String bootstrapServers;
    private final PlainRecords<Alert> reader = new PlainRecords<>(Alert.class);
    private final Map<Integer, Seen> began = new ConcurrentHashMap<>();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::watch, "alerts");
    private volatile boolean closing;
    private final AtomicInteger twice = new AtomicInteger();

    /**
     * The first alert of a place.
     *
     * @param atMillis end of the minute that raised it, ms since 1970
     * @param visibleMillis when it was read
     */
    private record Seen(long atMillis, long visibleMillis) {}

    private AlertWatcher(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    static AlertWatcher start(String bootstrapServers) {
        AlertWatcher watcher = new AlertWatcher(bootstrapServers);
        watcher.thread.setDaemon(true);
        watcher.thread.start();
        return watcher;
    }

    int alerts() {
        return ids.size();
    }

    /** Alerts that were there twice, by their id. */
    int twice() {
        return twice.get();
    }

    /** How many of these places have no alert yet. */
    long missing(List<Integer> places) {
        return places.stream().filter(place -> !began.containsKey(place)).count();
    }

    /**
     * From when the record was due that closed the minute to when its alert was read; of those that
     * minutes have raised that close within the window.
     */
    Latency latencyMillis(Window window, Schedule schedule) {
        Histogram histogram = Latency.newHistogram();
        began.forEach(
                (place, seen) -> {
                    if (window.closes(seen.atMillis())) {
                        long due = Closing.of(place, seen.atMillis(), schedule).dueMillis();
                        histogram.recordValue(Math.max(0, seen.visibleMillis() - due));
                    }
                });
        return Latency.of(histogram);
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try (var consumer =
                TopicReader.open(bootstrapServers, Topic.ALERTS.topicName(), Map.of())) {
            while (!closing) {
                var records = consumer.poll(POLL);
                long now = System.currentTimeMillis();
                records.forEach(message -> see(message.value(), now));
            }
        }
    }

    private void see(byte[] value, long nowMillis) {
        Alert alert = reader.read(value);
        if (!ids.add(alert.getAlertId())) {
            twice.incrementAndGet();
        }
        if (alert.getKind().equals("BEGAN") && alert.getSubject().equals("HEAT")) {
            began.putIfAbsent(
                    PlaceRecords.place(alert.getPlaceId()),
                    new Seen(alert.getAt().toEpochMilli(), nowMillis));
        }
    }
}
