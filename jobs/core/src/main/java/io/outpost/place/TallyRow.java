package io.outpost.place;

/**
 * What became of a place's records.
 *
 * @param waiting 1 while an observation waits to be confirmed
 * @param flagged values left out, at quantity x number of flags + flag; empty: none
 * @param clockMillis event time of the place; Long.MIN_VALUE: no observation yet
 * @param openPanes 0: all rows of these records have been written out
 */
public record TallyRow(
        String placeId,
        long accepted,
        long duplicate,
        long conflict,
        long late,
        long rejected,
        int waiting,
        long hourTierOnly,
        long retractions,
        long[] flagged,
        long clockMillis,
        int openPanes,
        long revision,
        long asOfMillis)
        implements Emission {
    @Override
    public void to(PlaceOutput output) {
        output.tally(this);
    }

    static TallyRow of(Place place) {
        Tally tally = place.tally;
        return new TallyRow(
                place.placeId,
                tally.accepted,
                tally.duplicate,
                tally.conflict,
                tally.late,
                tally.rejected,
                place.waiting() == null ? 0 : 1,
                tally.hourTierOnly,
                tally.retractions,
                tally.flagged(),
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
