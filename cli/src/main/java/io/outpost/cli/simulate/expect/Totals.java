package io.outpost.cli.simulate.expect;

import java.util.Map;
import java.util.TreeMap;

/** What must become of what was sent; counted while it is sent. */
public final class Totals {
    long accepted;
    long duplicate;
    long conflict;
    long late;
    long waiting;
    long hourTierOnly;
    final Map<String, Long> rejected = new TreeMap<>();
    final Map<String, Map<String, Long>> flagged = new TreeMap<>();

    Totals() {}

    void reject(String reason) {
        rejected.merge(reason, 1L, Long::sum);
    }

    void flag(String quantity, String reason) {
        flagged.computeIfAbsent(quantity, q -> new TreeMap<>()).merge(reason, 1L, Long::sum);
    }

    /** As it stands in the ledger. */
    public Expected snapshot() {
        Map<String, Map<String, Long>> flags = new TreeMap<>();
        flagged.forEach((quantity, reasons) -> flags.put(quantity, new TreeMap<>(reasons)));
        return new Expected(
                accepted,
                duplicate,
                conflict,
                late,
                waiting,
                hourTierOnly,
                new TreeMap<>(rejected),
                flags);
    }
}
