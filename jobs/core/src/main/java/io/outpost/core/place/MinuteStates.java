package io.outpost.core.place;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.ConditionStates;

/** How all that is judged by minutes stands: the conditions, and after them the preferences. */
record MinuteStates(ConditionStates conditions, PreferenceStates preferences) {
    /** As they stand after the latest minute that was judged; judging changes them. */
    static MinuteStates of(Place place) {
        return new MinuteStates(place.conditions(Cadence.MINUTE), place.minutePreferences);
    }

    MinuteStates copy() {
        return new MinuteStates(conditions.copy(), preferences.copy());
    }

    /** Puts what was judged again in the place of how it stood. */
    void keepIn(Place place) {
        place.keepConditions(conditions);
        place.minutePreferences = preferences;
    }
}
