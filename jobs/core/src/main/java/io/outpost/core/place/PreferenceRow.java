package io.outpost.core.place;

import io.outpost.core.preference.PreferenceVersion;

/**
 * A version of a preference, as applied. One that is judged by minutes applies from its minute on,
 * one that is judged by hours from its hour.
 *
 * @param appliedFromMillis first minute that it applies to; Long.MIN_VALUE: from the first
 *     observation
 * @param hourAppliedFromMillis first hour that it applies to; Long.MIN_VALUE: from the first
 *     observation
 */
public record PreferenceRow(
        String placeId,
        PreferenceVersion version,
        long appliedFromMillis,
        long hourAppliedFromMillis,
        long revision,
        long asOfMillis)
        implements Emission {
    @Override
    public void to(PlaceOutput output) {
        output.preference(this);
    }
}
