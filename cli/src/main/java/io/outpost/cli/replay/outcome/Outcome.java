package io.outpost.cli.replay.outcome;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * What became of the records of a replay so far.
 *
 * @param tally of all its places together, since the replay began
 * @param rejectedByReason from the rejected topic
 * @param rejectedBeforeAnyPlace those of them that no tally counts
 */
public record Outcome(
        long sent, Tally tally, Map<String, Long> rejectedByReason, long rejectedBeforeAnyPlace) {
    @JsonProperty
    public long rejected() {
        return tally.rejected() + rejectedBeforeAnyPlace;
    }

    /** accepted + duplicate + conflict + late + rejected + waiting. */
    @JsonProperty
    public long accounted() {
        return tally.records() + rejectedBeforeAnyPlace;
    }

    @JsonProperty
    public boolean balances() {
        return accounted() == sent;
    }

    /** True when every record is accounted for, every row written, every rejection named. */
    boolean isComplete() {
        return isAccountedFor() && tally.openPanes() == 0;
    }

    /** True when nothing but panes can be missing. */
    boolean isAccountedFor() {
        long rejectionsNamed = rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
        return accounted() >= sent && rejectionsNamed >= rejected();
    }
}
