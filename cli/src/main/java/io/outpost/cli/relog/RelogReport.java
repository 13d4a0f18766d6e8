package io.outpost.cli.relog;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/**
 * What was made of a log; what is counted are records.
 *
 * @param read of the source
 * @param copied of those read, each once, however many partitions a tick went to
 * @param unreadable of those copied, which name no place
 * @param misplaced of those copied, which are not in their place's partition
 * @param ticksMultiplied how many more there are as each tick goes to every partition
 * @param merged rows
 * @param parameters that were put before rows
 * @param marks one of each partition
 * @param written per partition
 * @param leftOut of the source, by why
 * @param rowsLeftOut of those to be merged, by why
 * @param lastReceivedMillis of the source
 */
record RelogReport(
        String from,
        int fromPartitions,
        String to,
        boolean dryRun,
        long read,
        long copied,
        long unreadable,
        long misplaced,
        long ticksMultiplied,
        long merged,
        long parameters,
        long marks,
        long[] written,
        Map<LeftOut, Long> leftOut,
        Map<String, Long> leftOutByPlace,
        Map<LeftOut, Long> rowsLeftOut,
        Map<String, Long> mergedByPlace,
        String digest,
        long lastReceivedMillis,
        double seconds) {

    long writtenInAll() {
        return Arrays.stream(written).sum();
    }

    /** True when nothing is lost and nothing is there twice. */
    boolean balances() {
        return read == copied + sum(leftOut)
                && writtenInAll() == copied + ticksMultiplied + merged + parameters + marks;
    }

    /** For people. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(
                "%s (%d partitions) %s %s (%d partitions), to %s%n"
                        .formatted(
                                from,
                                fromPartitions,
                                dryRun ? "would become" : "is copied into",
                                to,
                                written.length,
                                Instant.ofEpochMilli(lastReceivedMillis)));
        line(text, "read", read);
        line(text, "copied", copied);
        line(text, "  of them without a place (rejected)", unreadable);
        line(text, "  of them in a wrong partition (rejected)", misplaced);
        leftOut.forEach((why, count) -> line(text, "left out: " + why.text(), count));
        leftOutByPlace.forEach((place, count) -> line(text, "  of " + place, count));
        line(text, "merged rows", merged);
        mergedByPlace.forEach((place, count) -> line(text, "  of " + place, count));
        line(text, "parameters put before them", parameters);
        rowsLeftOut.forEach((why, count) -> line(text, "not merged: " + why.text(), count));
        for (int i = 0; i < written.length; i++) {
            line(text, "in partition " + i, written[i]);
        }
        text.append(
                "read %,d = copied %,d + left out %,d; written %,d = copied %,d + ticks to more partitions %,d + merged %,d + parameters %,d + marks %,d%n"
                        .formatted(
                                read,
                                copied,
                                sum(leftOut),
                                writtenInAll(),
                                copied,
                                ticksMultiplied,
                                merged,
                                parameters,
                                marks));
        return text.append(end()).toString();
    }

    private String end() {
        return dryRun
                ? "Nothing was written."
                : "All of it was read back and is the same (digest %s); %.1f s. Next: docs/operations.md, Rewriting the log."
                        .formatted(digest, seconds);
    }

    private static void line(StringBuilder text, String what, long count) {
        text.append("  %-72s%,14d%n".formatted(what, count));
    }

    private static long sum(Map<LeftOut, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
