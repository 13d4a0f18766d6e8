package io.outpost.e2e.oracle.topics;

import io.outpost.e2e.oracle.Findings;
import io.outpost.e2e.oracle.log.Hash64;
import io.outpost.e2e.oracle.log.LoggedObservation;
import io.outpost.e2e.oracle.log.ObservationLog;
import io.outpost.e2e.oracle.log.Refusal;
import io.outpost.schemas.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Compares the topic of rejected records: each that must be there, once, as it came. */
public final class RejectedTopic {
    private final Findings findings;
    private final Map<Source, Refusal> awaited = new HashMap<>();
    private final Set<Source> seen = new HashSet<>();
    private final Hash64 hash = new Hash64();
    private final Map<Integer, Long> beforePlace = new HashMap<>();

    private record Source(String topic, long position) {
        @Override
        public String toString() {
            return topic + " " + (position >>> 44) + ":" + (position & ((1L << 44) - 1));
        }
    }

    public RejectedTopic(Findings findings) {
        this.findings = findings;
    }

    /** Awaits a record of a topic; the position is of {@link LoggedObservation#position()}. */
    public void await(String topic, long position, Refusal refusal) {
        awaited.put(new Source(topic, position), refusal);
    }

    public boolean isComplete() {
        return awaited.isEmpty();
    }

    /** Takes the next record of the topic; what is behind the end of the log is not compared. */
    public void take(ConsumerRecord<byte[], byte[]> rejected, ObservationLog log) {
        findings.checked();
        Source source = source(rejected);
        if (!seen.add(source)) {
            findings.duplicated(source + " " + header(rejected, "reason"));
            return;
        }
        countBeforePlace(source, header(rejected, "reason"));
        Refusal expected = awaited.remove(source);
        if (expected != null) {
            compare(source, expected, rejected);
        } else if (isComparable(source, log)) {
            findings.extra(source + " " + header(rejected, "reason"));
        }
    }

    /** Number of observations by partition that were rejected before they reached a place. */
    public long[] beforePlace(int partitions) {
        long[] counts = new long[partitions];
        beforePlace.forEach((partition, count) -> counts[partition] = count);
        return counts;
    }

    private void countBeforePlace(Source source, String reason) {
        if (source.topic.equals(Topic.OBSERVATIONS.topicName()) && !reason.equals("TIME_JUMP")) {
            beforePlace.merge((int) (source.position >>> 44), 1L, Long::sum);
        }
    }

    /** Tells what did not come. */
    public void end() {
        awaited.forEach((source, refusal) -> findings.missing(source + " " + refusal.reason()));
    }

    /** Of the compacted topic of places the original may be gone. */
    private static boolean isComparable(Source source, ObservationLog log) {
        int partition = (int) (source.position >>> 44);
        return source.topic.equals(Topic.OBSERVATIONS.topicName())
                && log.covers(partition, source.position & ((1L << 44) - 1));
    }

    private void compare(Source source, Refusal expected, ConsumerRecord<byte[], byte[]> rejected) {
        String reason = header(rejected, "reason");
        if (!reason.equals(expected.reason())) {
            findings.wrong(source + " reason is " + reason + ", must be " + expected.reason());
        } else if (hash.of(rejected.key(), rejected.value()) != expected.contentHash()) {
            findings.wrong(source + " does not have its original key and value");
        } else if (expected.headersHash() != Refusal.UNKNOWN
                && hash.ofHeaders(rejected.headers()) != expected.headersHash()) {
            findings.wrong(source + " does not have its original headers");
        }
    }

    private static Source source(ConsumerRecord<byte[], byte[]> rejected) {
        try {
            int partition = Integer.parseInt(header(rejected, "partition"));
            long offset = Long.parseLong(header(rejected, "offset"));
            return new Source(
                    header(rejected, "topic"), LoggedObservation.position(partition, offset));
        } catch (NumberFormatException e) {
            return new Source("unnamed", rejected.offset());
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> rejected, String name) {
        Header header = rejected.headers().lastHeader("outpost." + name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
