package io.outpost.core.preference;

import java.util.Locale;

/** What a comparison says once its value has been missing for longer than the allowed silence. */
public enum NoData {
    /** What it said last; nothing is known where it has never said anything. */
    KEEP_LAST,
    /** Whatever speaks against the preference: no match comes of what is missing. */
    NOT_MATCHING,
    /** Nothing is known of it. */
    UNKNOWN;

    /** As in documents, such as {@code keep_last}. */
    public String documentName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
