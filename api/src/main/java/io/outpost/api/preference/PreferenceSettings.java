package io.outpost.api.preference;

/**
 * What owners of preferences may take.
 *
 * @param mostOfOwner how many one owner may have, at least 1
 */
public record PreferenceSettings(int mostOfOwner) {}
