package io.outpost.core.preference;

/**
 * Makes of documents as they stand in the log what they say: handed in, as nothing here reads them.
 */
@FunctionalInterface
public interface PreferenceDocuments {
    /** Where nobody has preferences. */
    PreferenceDocuments NONE = document -> null;

    /**
     * Always the same of the same document.
     *
     * @return null: to this version it is none, though an earlier one took it
     */
    Preference read(String document);
}
