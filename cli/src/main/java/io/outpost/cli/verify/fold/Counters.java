package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.emission.CountersContent;
import io.outpost.cli.verify.log.Measure;
import io.outpost.cli.verify.log.Screening;
import java.util.Map;
import java.util.TreeMap;

/** What became of a place's observations, and since when a count of it is not emitted. */
final class Counters {
    private static final long EMITTED_AFTER_MILLIS = 60_000;

    long records;
    long accepted;
    long duplicate;
    long conflict;
    long late;
    long rejected;
    long waiting;
    long hourTierOnly;
    long rewrites;
    private final Map<String, Map<String, Long>> flagged = new TreeMap<>();
    private long sumBefore;
    private long dueMillis = Long.MAX_VALUE;

    void flag(Screening screening) {
        for (Measure measure : Measure.SENT) {
            String flag = screening.flags()[measure.ordinal()];
            if (flag != null) {
                flag(measure, flag, 1);
            }
        }
    }

    /** Counts a flag, or takes it back. */
    void flag(Measure measure, String flag, int change) {
        Map<String, Long> counts = flagged.computeIfAbsent(measure.name(), name -> new TreeMap<>());
        if (counts.merge(flag, (long) change, Long::sum) == 0) {
            counts.remove(flag);
        }
        if (counts.isEmpty()) {
            flagged.remove(measure.name());
        }
    }

    /** When the counters are due; Long.MAX_VALUE when all is emitted. */
    long dueMillis() {
        return dueMillis;
    }

    void emitted() {
        sumBefore = sum();
        dueMillis = Long.MAX_VALUE;
    }

    /** After an event: notes whether it has made the first count that is not emitted. */
    void note(long eventMillis) {
        if (sum() != sumBefore && dueMillis == Long.MAX_VALUE) {
            dueMillis = eventMillis + EMITTED_AFTER_MILLIS;
        }
    }

    CountersContent content(Long clockMillis, int openPanes) {
        Map<String, Map<String, Long>> flags = new TreeMap<>();
        flagged.forEach((quantity, counts) -> flags.put(quantity, Map.copyOf(counts)));
        return new CountersContent(
                records,
                accepted,
                duplicate,
                conflict,
                late,
                rejected,
                waiting,
                hourTierOnly,
                rewrites,
                flags,
                clockMillis,
                openPanes);
    }

    /** Grows with every change: an observation is counted once, and may later be moved on. */
    private long sum() {
        return records + accepted + duplicate + conflict + late + rejected + rewrites;
    }
}
