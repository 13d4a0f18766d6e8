package io.outpost.decode;

import io.outpost.core.place.Origin;
import io.outpost.decode.preference.LevelNames;
import io.outpost.schemas.Preference;

/**
 * Says before a version of a preference is sent what the job will find in it, by its own checks.
 * Thread-safe.
 */
public final class PreferenceCheck {
    /** It is put into its place's partition, whatever that is. */
    private static final int ONE_PARTITION = 1;

    private static final Origin NOT_SENT =
            new Origin(0, 0, 0, null, null, new String[0], new byte[0][]);

    private final DecodePreferences preferences;

    public PreferenceCheck(LevelNames levels) {
        this.preferences = new DecodePreferences(ONE_PARTITION, levels);
    }

    public PlaceCheck.Finding check(Preference version) {
        try {
            preferences.version(version, new SourceRecord(0, true, NOT_SENT));
            return new PlaceCheck.Finding(null, null);
        } catch (RejectedValueException e) {
            return new PlaceCheck.Finding(e.reason(), e.getMessage());
        }
    }
}
