package io.outpost.core.place;

import io.outpost.core.model.HourModels;

/**
 * What the models say of an hour of a place.
 *
 * @param startMillis start of the UTC hour
 */
public record ModelRow(
        String placeId, long startMillis, HourModels hour, long revision, long asOfMillis)
        implements Emission {
    @Override
    public void to(PlaceOutput output) {
        output.model(this);
    }
}
