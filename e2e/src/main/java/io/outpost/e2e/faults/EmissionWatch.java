package io.outpost.e2e.faults;

import io.outpost.cli.verify.log.Brokers;
import io.outpost.cli.verify.log.TopicStream;
import io.outpost.schemas.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Follows the topic of emissions, and knows when the newest was appended that came from a deadline:
 * one of a silent place whose {@code as_of} is no time at which a record of it was received.
 */
final class EmissionWatch implements AutoCloseable {
    private static final Pattern AS_OF = Pattern.compile("\"as_of\":(\\d+)");

    private final String bootstrapServers;
    private final BiPredicate<String, Long> isReceived;
    private final Thread thread = new Thread(this::follow, "emission-watch");
    private volatile Instant newest = Instant.EPOCH;
    private volatile boolean closed;

    /**
     * @param isReceived by place and time, ms
     */
    EmissionWatch(String bootstrapServers, BiPredicate<String, Long> isReceived) {
        this.bootstrapServers = bootstrapServers;
        this.isReceived = isReceived;
        thread.setDaemon(true);
        thread.start();
    }

    /** When the newest emission of a deadline was appended. */
    Instant newestOfDeadline() {
        return newest;
    }

    /** The time of the event that made an emission, ms. */
    static OptionalLong asOfMillis(byte[] json) {
        Matcher asOf = AS_OF.matcher(new String(json, StandardCharsets.UTF_8));
        return asOf.find() ? OptionalLong.of(Long.parseLong(asOf.group(1))) : OptionalLong.empty();
    }

    private void follow() {
        try (TopicStream emissions =
                new TopicStream(Brokers.open(bootstrapServers), Topic.EMISSIONS.topicName())) {
            emissions.skipToEnd();
            while (!closed) {
                emissions.poll(this::look);
            }
        } catch (KafkaException e) {
            System.err.println("emissions are not watched any more: " + e);
        }
    }

    private void look(ConsumerRecord<byte[], byte[]> emission) {
        String place =
                emission.key() == null ? "" : new String(emission.key(), StandardCharsets.UTF_8);
        if (!place.startsWith(SilentPlaces.PREFIX)) {
            return;
        }
        OptionalLong asOf = asOfMillis(emission.value());
        if (asOf.isPresent() && !isReceived.test(place, asOf.getAsLong())) {
            newest = Instant.ofEpochMilli(emission.timestamp());
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
