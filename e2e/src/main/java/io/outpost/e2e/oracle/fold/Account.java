package io.outpost.e2e.oracle.fold;

import io.outpost.e2e.oracle.log.Measure;
import io.outpost.e2e.oracle.log.Screening;
import java.util.Map;
import java.util.TreeMap;

/** What became of a place's records. */
public final class Account {
    /** {@link #clockMillis} before the first accepted observation. */
    public static final long NO_CLOCK = Long.MIN_VALUE;

    public long records;
    public long accepted;
    public long duplicate;
    public long conflict;
    public long late;
    public long rejected;
    public long waiting;
    public long hourTierOnly;
    public long clockMillis = NO_CLOCK;
    private final Map<String, Map<String, Long>> flagged = new TreeMap<>();

    /** Values left out, of accepted observations, by name of the quantity and of the flag. */
    public Map<String, Map<String, Long>> flagged() {
        return flagged;
    }

    void count(Screening screening) {
        for (Measure measure : Measure.values()) {
            String flag = screening.flags()[measure.ordinal()];
            if (flag != null) {
                flagged.computeIfAbsent(measure.name(), name -> new TreeMap<>())
                        .merge(flag, 1L, Long::sum);
            }
        }
    }
}
