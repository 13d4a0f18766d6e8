package io.outpost.deliver.alert;

import java.util.Set;

/**
 * A receiver of an owner, and what it wants to hear.
 *
 * @param preferenceIds of the owner's preferences; null: all of them
 * @param conditions whether it wants alerts of conditions
 * @param places that it wants these of; null: of all
 * @param levels at which it wants these; null: at any
 */
record Channel(
        ChannelKey key,
        Set<String> preferenceIds,
        boolean conditions,
        Set<String> places,
        Set<String> levels) {

    /** Whether it wants alerts of a preference of its owner's. */
    boolean wantsPreference(String preferenceId) {
        return preferenceIds == null || preferenceIds.contains(preferenceId);
    }

    /** Whether it wants alerts of conditions of a place, at whatever level. */
    boolean wantsConditionsOf(String placeId) {
        return conditions && (places == null || places.contains(placeId));
    }

    /** Whether a level is one that it wants to be notified of. */
    boolean wantsLevel(String level) {
        return levels == null || (level != null && levels.contains(level));
    }
}
