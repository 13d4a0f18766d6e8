package io.outpost.core.preference;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.Subject;

/**
 * A preference as what has episodes at a place.
 *
 * @param preferenceId of the whole preference, the same at all places that it concerns
 */
public record PreferenceSubject(String preferenceId, Cadence cadence) implements Subject {
    @Override
    public String name() {
        return nameOf(preferenceId);
    }

    /** No condition is called so. */
    public static String nameOf(String preferenceId) {
        return "preference:" + preferenceId;
    }
}
