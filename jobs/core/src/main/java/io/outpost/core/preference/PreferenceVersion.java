package io.outpost.core.preference;

/**
 * A version of a preference at one place, as it stands in the log.
 *
 * @param ownerId whose it is; says nothing to the job
 * @param number counts up with each change of the preference, from 1; says nothing to the job,
 *     which goes by the order of the log
 * @param document what is wanted, as JSON; null: the preference is taken back
 */
public record PreferenceVersion(String preferenceId, String ownerId, long number, String document) {
    public boolean isTakenBack() {
        return document == null;
    }
}
