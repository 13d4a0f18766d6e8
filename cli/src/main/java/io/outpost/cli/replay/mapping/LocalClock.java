package io.outpost.cli.replay.mapping;

import java.util.Map;
import java.util.Optional;

/**
 * By which wall clock local times are read: one for all rows, or that of each row's place.
 *
 * @param everywhere null: each place has its own, or the times carry their offset
 */
public record LocalClock(WallClock everywhere, Map<String, WallClock> byPlace) {
    static final LocalClock NONE = new LocalClock(null, Map.of());

    /** Empty where it is not known. */
    public Optional<WallClock> at(String placeId) {
        return Optional.ofNullable(everywhere == null ? byPlace.get(placeId) : everywhere);
    }

    /** True when the times carry their offset. */
    public boolean isNone() {
        return equals(NONE);
    }
}
