package io.outpost.cli.verify.ledger;

import io.outpost.cli.verify.ledger.Sent.Range;
import io.outpost.cli.verify.log.ObservationLog;
import io.outpost.cli.verify.report.Findings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares the log with the senders' ledgers, so that a loss in the log shows too. Senders whose
 * offsets lie among each other's are taken together. Where all records in their offsets are theirs,
 * the digest must be the same; where others wrote too, there must be as many of each place. Who
 * sends over HTTP does not know the offsets: there must be as many of each place in the whole log.
 */
public final class LedgerCheck implements ObservationLog.Listener {
    private final Findings findings;
    private final List<Together> groups = new ArrayList<>();
    private final List<Sent> withoutOffsets = new ArrayList<>();
    private final Map<String, Long> wantedWithoutOffsets = new HashMap<>();
    private final Map<String, Long> foundWithoutOffsets = new HashMap<>();
    private long records;
    private long complete;

    /** Senders that cannot be distinguished by offsets, and what the log has in their offsets. */
    private static final class Together {
        private final List<Sent> senders = new ArrayList<>();
        private final Map<Integer, Range> spans = new HashMap<>();
        private final Map<String, Long> foundByPlace = new HashMap<>();
        private long found;
        private long digest;

        boolean contains(int partition, long offset) {
            Range span = spans.get(partition);
            return span != null && offset >= span.first() && offset <= span.last();
        }

        boolean meets(Together other) {
            return spans.entrySet().stream()
                    .anyMatch(
                            e -> {
                                Range range = other.spans.get(e.getKey());
                                return range != null
                                        && range.first() <= e.getValue().last()
                                        && range.last() >= e.getValue().first();
                            });
        }

        void join(Together other) {
            senders.addAll(other.senders);
            other.spans.forEach(
                    (partition, range) ->
                            spans.merge(
                                    partition,
                                    range,
                                    (a, b) ->
                                            new Range(
                                                    a.count() + b.count(),
                                                    Math.min(a.first(), b.first()),
                                                    Math.max(a.last(), b.last()))));
        }
    }

    public LedgerCheck(Findings findings) {
        this.findings = findings;
    }

    /** Reads all ledgers of a folder, which may be absent; before the log is read. */
    public void read(Path folder, String topic) throws IOException {
        if (!Files.isDirectory(folder)) {
            findings.remark("no ledgers in " + folder);
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
                Sent sent = Sent.read(file, topic);
                if (sent != null) {
                    add(sent);
                }
            }
        }
    }

    @Override
    public void record(int partition, long offset, byte[] key, long contentHash) {
        if (!withoutOffsets.isEmpty()) {
            foundWithoutOffsets.merge(place(key), 1L, Long::sum);
        }
        for (Together group : groups) {
            if (group.contains(partition, offset)) {
                group.found++;
                group.digest += contentHash;
                group.foundByPlace.merge(place(key), 1L, Long::sum);
                return;
            }
        }
    }

    private static String place(byte[] key) {
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }

    /** Compares, after the log is read. */
    public void compare() {
        groups.forEach(this::compare);
        comparePlaces(
                wantedWithoutOffsets,
                foundWithoutOffsets,
                withoutOffsets.stream().map(Sent::name).toList().toString());
        findings.checked(records);
        int senders = groups.stream().mapToInt(g -> g.senders.size()).sum() + withoutOffsets.size();
        if (senders > 0) {
            findings.remark(
                    "%d senders, %d of them with a complete ledger".formatted(senders, complete));
        }
    }

    private void add(Sent sent) {
        records += sent.acknowledged();
        complete += sent.complete() ? 1 : 0;
        if (sent.partitions().isEmpty()) {
            withoutOffsets.add(sent);
            sent.places().forEach((id, n) -> wantedWithoutOffsets.merge(id, n, Long::sum));
            return;
        }
        Together together = new Together();
        together.senders.add(sent);
        together.spans.putAll(sent.partitions());
        for (boolean met = true; met; ) {
            met = false;
            for (Together group : List.copyOf(groups)) {
                if (group.meets(together)) {
                    together.join(group);
                    groups.remove(group);
                    met = true;
                }
            }
        }
        groups.add(together);
    }

    private void compare(Together group) {
        long sent = group.senders.stream().mapToLong(Sent::acknowledged).sum();
        String names = group.senders.stream().map(Sent::name).toList().toString();
        if (group.found < sent) {
            findings.missing(
                    sent - group.found,
                    "%,d of %,d records of %s in the log"
                            .formatted(sent - group.found, sent, names));
            return;
        }
        boolean exact = group.found == sent && group.senders.stream().allMatch(Sent::complete);
        long digest = group.senders.stream().mapToLong(Sent::digest).sum();
        if (exact && digest != group.digest) {
            findings.wrong(
                    "digest %016x of the log, %016x of %s".formatted(group.digest, digest, names));
        } else if (!exact) {
            comparePlaces(group, names);
        }
    }

    private void comparePlaces(Together group, String names) {
        Map<String, Long> sent = new HashMap<>();
        group.senders.forEach(
                sender -> sender.places().forEach((id, n) -> sent.merge(id, n, Long::sum)));
        comparePlaces(sent, group.foundByPlace, names);
    }

    private void comparePlaces(
            Map<String, Long> sent, Map<String, Long> foundByPlace, String names) {
        sent.forEach(
                (id, count) -> {
                    long found = foundByPlace.getOrDefault(id, 0L);
                    if (found < count) {
                        findings.missing(
                                count - found,
                                "%d of %d records of %s, of %s"
                                        .formatted(count - found, count, id, names));
                    }
                });
    }
}
