package io.outpost.bench.live;

import io.outpost.bench.backlog.PlaceRecords;
import io.outpost.bench.peer.PlainRecords;
import io.outpost.cli.topic.TopicReader;
import io.outpost.environment.KafkaAccess;
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
 * A reader of committed records of the alerts topic, from its begin; the broker answers it as soon
 * as there is something.
 */
final class AlertWatcher implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final PlainRecords<Alert> plain = new PlainRecords<>(Alert.class);
    private final Map<Integer, Seen> began = new ConcurrentHashMap<>();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final AtomicInteger twice = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closing;

    /**
     * The first alert of a place.
     *
     * @param atMillis end of the minute that raised it, ms since 1970
     * @param visibleMillis when it was read
     */
    private record Seen(long atMillis, long visibleMillis) {}

    private AlertWatcher(String bootstrapServers) {
        thread = new Thread(() -> watch(bootstrapServers), "alerts");
        thread.setDaemon(true);
    }

    static AlertWatcher start(String bootstrapServers) {
        AlertWatcher watcher = new AlertWatcher(bootstrapServers);
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
                        long due = schedule.closingMillis(place, seen.atMillis());
                        histogram.recordValue(Math.max(0, seen.visibleMillis() - due));
                    }
                });
        return Latency.of(histogram);
    }

    @Override
    public void close() {
        closing = true;
    }

    private void watch(String bootstrapServers) {
        try (var topic =
                TopicReader.fromTheBeginning(
                        KafkaAccess.open(bootstrapServers), Topic.ALERTS.topicName())) {
            while (!closing) {
                var records = topic.poll(POLL);
                long now = System.currentTimeMillis();
                records.forEach(message -> see(plain.read(message.value()), now));
            }
        }
    }

    private void see(Alert alert, long nowMillis) {
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
