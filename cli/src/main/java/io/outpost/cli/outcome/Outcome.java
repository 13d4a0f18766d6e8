package io.outpost.cli.outcome;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * What became of the records of a sender so far.
 *
 * @param counters of all its places together, since the sending began
 * @param rejectedByReason from the rejected topic
 * @param rejectedBeforeAnyPlace those of them that no place counts
 */
public record Outcome(
        long sent,
        Counters counters,
        Map<String, Long> rejectedByReason,
        long rejectedBeforeAnyPlace) {
    @JsonProperty
    public long rejected() {
        return counters.rejected() + rejectedBeforeAnyPlace;
    }

    /** accepted + duplicate + conflict + late + rejected + waiting. */
    @JsonProperty
    public long accounted() {
        return counters.records() + rejectedBeforeAnyPlace;
    }

    @JsonProperty
    public boolean balances() {
        return accounted() == sent;
    }

    /** True when every record is accounted for, every row written, every rejection named. */
    boolean isComplete() {
        return isAccountedFor() && counters.openPanes() == 0;
    }

    /** True when nothing but panes can be missing. */
    boolean isAccountedFor() {
        long rejectionsNamed = rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
        return accounted() >= sent && rejectionsNamed >= rejected();
    }
}
