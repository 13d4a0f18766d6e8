package io.outpost.cli.verify.topics;

import io.outpost.cli.verify.log.Cut;
import io.outpost.cli.verify.log.DeadLetter;
import io.outpost.cli.verify.log.Hash64;
import io.outpost.cli.verify.log.LogRecord;
import io.outpost.cli.verify.log.ObservationLog;
import io.outpost.cli.verify.report.Findings;
import io.outpost.cli.verify.rows.Scope;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Compares the topic of rejected records: each that must be there, once, as it came. */
public final class RejectedTopic {
    /** The reasons that the place decides, not screening. */
    private static final Set<String> OF_PLACES =
            Set.of("TIME_JUMP", "TOO_MANY_SENSORS", "TOO_MANY_PREFERENCES");

    private final Findings findings;
    private final Map<Long, DeadLetter> awaited = new HashMap<>();
    private final Set<Long> seen = new HashSet<>();
    private final Hash64 hash = new Hash64();
    private final Map<Integer, Long> byScreening = new HashMap<>();

    public RejectedTopic(Findings findings) {
        this.findings = findings;
    }

    static boolean isDecidedByPlace(String reason) {
        return OF_PLACES.contains(reason);
    }

    /** Awaits the record at a position of the log. */
    public void await(long position, DeadLetter letter) {
        awaited.put(position, letter);
    }

    public boolean isComplete() {
        return awaited.isEmpty();
    }

    /** Takes the next record of the topic; what is behind the end of the log is not compared. */
    public void take(ConsumerRecord<byte[], byte[]> rejected, ObservationLog log, Scope scope) {
        findings.checked();
        String reason = header(rejected, "reason");
        long position = position(rejected);
        String name = name(position) + " " + reason;
        if (!seen.add(position)) {
            findings.duplicated(name);
            return;
        }
        boolean isRead = log.covers(LogRecord.partitionOf(position), LogRecord.offsetOf(position));
        if (isRead && !isDecidedByPlace(reason)) {
            byScreening.merge(LogRecord.partitionOf(position), 1L, Long::sum);
        }
        DeadLetter expected = awaited.remove(position);
        if (expected != null) {
            compare(name, expected, reason, rejected);
        } else if (isRead && !scope.isWaiting(position)) {
            findings.extra(name);
        } else {
            findings.later();
        }
    }

    /** Number of records by partition that screening rejected. */
    public long[] byScreening(int partitions) {
        long[] counts = new long[partitions];
        byScreening.forEach((partition, count) -> counts[partition] = count);
        return counts;
    }

    /** Reports what did not come. */
    public void end() {
        awaited.forEach(
                (position, letter) -> findings.missing(name(position) + " " + letter.reason()));
    }

    private void compare(
            String name,
            DeadLetter expected,
            String reason,
            ConsumerRecord<byte[], byte[]> rejected) {
        Cut found = Cut.found(rejected);
        if (!Cut.hasOwnHeadersOnce(rejected)) {
            findings.wrong(name + " does not have each of its own headers once");
        } else if (!reason.equals(expected.reason())) {
            findings.wrong(name + ", must be " + expected.reason());
        } else if (hash.of(found.key(), found.value()) != expected.contentHash()) {
            findings.wrong(name + " does not have its original key and value");
        } else if (expected.headersHash() != DeadLetter.UNKNOWN
                && hash.ofHeaders(found.headers()) != expected.headersHash()) {
            findings.wrong(name + " does not have its original headers");
        } else if (!found.facts().equals(expected.facts())) {
            findings.wrong(name + " says " + found.facts() + ", not " + expected.facts());
        }
    }

    /** One that does not say where it is from has a position that no log has. */
    private static long position(ConsumerRecord<byte[], byte[]> rejected) {
        try {
            int partition = Integer.parseInt(header(rejected, "partition"));
            return LogRecord.position(partition, Long.parseLong(header(rejected, "offset")));
        } catch (NumberFormatException e) {
            return -1 - rejected.offset();
        }
    }

    private static String name(long position) {
        return LogRecord.partitionOf(position) + ":" + LogRecord.offsetOf(position);
    }

    private static String header(ConsumerRecord<byte[], byte[]> rejected, String name) {
        Header header = rejected.headers().lastHeader("outpost." + name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
