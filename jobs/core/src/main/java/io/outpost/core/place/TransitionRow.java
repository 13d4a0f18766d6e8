package io.outpost.core.place;

import io.outpost.core.condition.Driver;

/**
 * A change of a condition, as emitted.
 *
 * @param level name of the level; null outside of an episode
 * @param episodeId null outside of an episode
 * @param retracted true: the change did not happen after all
 */
public record TransitionRow(
        String placeId,
        String condition,
        long atMillis,
        String fromState,
        String state,
        String level,
        String episodeId,
        Driver[] drivers,
        boolean retracted,
        long revision,
        long asOfMillis)
        implements Emission {
    @Override
    public void to(PlaceOutput output) {
        output.transition(this);
    }
}
