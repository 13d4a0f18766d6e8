package io.outpost.core.place;

/**
 * A version of a place's parameters, as applied.
 *
 * @param appliedFromMillis first minute that it applies to; Long.MIN_VALUE: from the first
 *     observation
 * @param hourAppliedFromMillis first hour that it applies to; Long.MIN_VALUE: from the first
 *     observation
 */
public record PlaceRow(
        String placeId,
        PlaceVersion version,
        long appliedFromMillis,
        long hourAppliedFromMillis,
        long revision,
        long asOfMillis)
        implements Emission {
    @Override
    public void to(PlaceOutput output) {
        output.place(this);
    }
}
