package io.outpost.place;

import io.outpost.condition.Driver;

/**
 * An alert.
 *
 * @param endedAtMillis 0 while the episode is open
 * @param level null where the subject has none
 */
public record AlertRow(
        String alertId,
        String episodeId,
        String kind,
        String placeId,
        String subject,
        long atMillis,
        long startedAtMillis,
        long endedAtMillis,
        String level,
        Driver[] drivers,
        boolean provisional,
        long revision,
        long asOfMillis)
        implements Emission {
    @Override
    public void to(PlaceOutput output) {
        output.alert(this);
    }
}
