package io.outpost.e2e.faults;

import io.outpost.cli.verify.log.Brokers;
import io.outpost.cli.verify.log.TopicStream;
import io.outpost.schemas.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Kills that came after a deadline had emitted something and before a checkpoint covered it: an
 * emission was appended between the last complete checkpoint and the kill, and its {@code as_of} is
 * no time at which a record of its place was received.
 */
final class UncoveredDeadlines {
    private final List<Window> windows;

    /** By place and {@code as_of}, the kills after which it is to be emitted again. */
    private final Map<Event, Set<Integer>> emitted = new HashMap<>();

    private final Map<Integer, Long> partitionTimes = new HashMap<>();

    UncoveredDeadlines(List<Window> windows) {
        this.windows = List.copyOf(windows);
    }

    /**
     * What a kill undoes.
     *
     * @param kill its number
     * @param from completion of the last checkpoint before it
     */
    record Window(int kill, Instant from, Instant to) {
        boolean contains(long atMillis) {
            return atMillis > from.toEpochMilli() && atMillis <= to.toEpochMilli();
        }
    }

    private record Event(String placeId, long asOfMillis) {}

    /** Reads both topics as far as they are written; returns the numbers of these kills. */
    Set<Integer> read(String bootstrapServers) {
        try (TopicStream topic =
                new TopicStream(Brokers.open(bootstrapServers), Topic.EMISSIONS.topicName())) {
            topic.readOn(this::emission);
        }
        try (TopicStream log =
                new TopicStream(
                        Brokers.open(bootstrapServers),
                        Topic.OBSERVATIONS.topicName(),
                        "read_uncommitted")) {
            log.readOn(this::received);
        }
        return kills();
    }

    void emission(ConsumerRecord<byte[], byte[]> emission) {
        List<Integer> kills = new ArrayList<>();
        windows.stream()
                .filter(window -> window.contains(emission.timestamp()))
                .forEach(window -> kills.add(window.kill()));
        if (!kills.isEmpty() && emission.key() != null) {
            EmissionWatch.asOfMillis(emission.value())
                    .ifPresent(
                            asOf ->
                                    emitted.computeIfAbsent(
                                                    new Event(text(emission.key()), asOf),
                                                    event -> new HashSet<>())
                                            .addAll(kills));
        }
    }

    /** A record of the log: what its place emits at its time is not of a deadline. */
    void received(ConsumerRecord<byte[], byte[]> logged) {
        long received = partitionTimes.merge(logged.partition(), logged.timestamp(), Math::max);
        if (logged.key() != null) {
            emitted.remove(new Event(text(logged.key()), received));
        }
    }

    Set<Integer> kills() {
        Set<Integer> kills = new HashSet<>();
        emitted.values().forEach(kills::addAll);
        return kills;
    }

    private static String text(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }
}
