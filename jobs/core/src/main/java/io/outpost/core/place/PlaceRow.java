package io.outpost.core.place;

/**
 * A version of a place's parameters, as applied.
 *
 * @param appliedFromMillis first pane that it applied to; Long.MIN_VALUE: from the first
 *     observation
 */
public record PlaceRow(
        String placeId,
        PlaceVersion version,
        long appliedFromMillis,
        long revision,
        long asOfMillis)
        implements Emission {
    @Override
    public void to(PlaceOutput output) {
        output.place(this);
    }
}
