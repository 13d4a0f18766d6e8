package io.outpost.core.place;

/**
 * What became of a place's records.
 *
 * @param waiting observations that wait to be confirmed
 * @param flagged number of values with a flag, at quantity x number of flags + flag; empty: none
 * @param clockMillis event time of the place; Long.MIN_VALUE: no observation yet
 * @param openPanes 0: all rows of these records have been written out
 */
public record CountersRow(
        String placeId,
        long accepted,
        long duplicate,
        long conflict,
        long late,
        long rejected,
        int waiting,
        long hourTierOnly,
        long rewrites,
        long[] flagged,
        long clockMillis,
        int openPanes,
        long revision,
        long asOfMillis)
        implements Emission {
    @Override
    public void to(PlaceOutput output) {
        output.counters(this);
    }

    static CountersRow of(Place place) {
        Counters counters = place.counters;
        return new CountersRow(
                place.placeId,
                counters.accepted,
                counters.duplicate,
                counters.conflict,
                counters.late,
                counters.rejected,
                place.waiting().size(),
                counters.hourTierOnly,
                counters.rewrites,
                counters.flagged(),
                place.clock.millis(),
                place.openPanes(),
                place.clock.revision(),
                place.clock.lastEventMillis());
    }

    /** All records of the place that were counted. */
    public long records() {
        return accepted + duplicate + conflict + late + rejected + waiting;
    }
}
