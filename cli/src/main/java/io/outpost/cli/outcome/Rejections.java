package io.outpost.cli.outcome;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.send.SendLog;
import io.outpost.cli.topic.TopicReader;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;

/**
 * Reads from the rejected topic what was rejected of one sender, from the moment that this object
 * was made. A rejection is counted once, however often the job wrote it: its identity is the
 * original's partition and offset.
 */
public final class Rejections implements AutoCloseable {
    /** Reasons that are also counted in the place's counters: its own state rejected the record. */
    private static final Set<String> COUNTED_BY_PLACE = Set.of("TIME_JUMP", "TOO_MANY_SENSORS");

    private final TopicReader reader;
    private final SendLog log;
    private final String logTopic;
    private final Set<Position> seen = new HashSet<>();
    private final Map<String, Long> countByReason = new TreeMap<>();

    public Rejections(KafkaAccess kafka, String logTopic, SendLog log) {
        this.logTopic = logTopic;
        this.log = log;
        try {
            reader = TopicReader.fromTheEnd(kafka, Topic.REJECTED_OBSERVATIONS.topicName());
        } catch (KafkaException e) {
            throw notReadable(e);
        }
    }

    /** Waits at most this long for more. */
    public void poll(Duration timeout) {
        try {
            reader.poll(timeout).forEach(this::count);
        } catch (KafkaException e) {
            throw notReadable(e);
        }
    }

    private static CommandException notReadable(KafkaException cause) {
        return new CommandException(
                "The rejected topic cannot be read: " + cause.getMessage(), cause);
    }

    public Map<String, Long> countByReason() {
        return new TreeMap<>(countByReason);
    }

    /** Records that reached no place, so that no place counts them. */
    public long beforeAnyPlace() {
        return countByReason.entrySet().stream()
                .filter(e -> !COUNTED_BY_PLACE.contains(e.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Override
    public void close() {
        reader.close();
    }

    private void count(ConsumerRecord<byte[], byte[]> rejected) {
        Position origin =
                new Position(
                        (int) number(rejected, "outpost.partition"),
                        number(rejected, "outpost.offset"));
        boolean ours =
                text(rejected, "outpost.topic").equals(logTopic)
                        && log.contains(origin.partition(), origin.offset());
        if (ours && seen.add(origin)) {
            countByReason.merge(text(rejected, "outpost.reason"), 1L, Long::sum);
        }
    }

    private static long number(ConsumerRecord<byte[], byte[]> rejected, String header) {
        String text = text(rejected, header);
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private static String text(ConsumerRecord<byte[], byte[]> rejected, String name) {
        Header header = rejected.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private record Position(int partition, long offset) {}
}
