package io.outpost.api.preference;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.core.preference.Preference;
import io.outpost.decode.preference.PreferenceReader;
import io.outpost.decode.preference.PreferenceWriter;
import io.outpost.decode.preference.UnreadablePreferenceException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A preference as its owner sees it.
 *
 * @param version of the document, from 1
 * @param preference the document
 * @param places as they were asked for
 * @param copies at how many places it is wanted, and at how many it is in the log
 * @param updatedAt when document or places were changed last
 */
record SavedPreference(
        String preferenceId,
        long version,
        @JsonRawValue String preference,
        @JsonRawValue String places,
        Copies copies,
        Instant createdAt,
        Instant updatedAt) {

    /** Of the places at which the preference is wanted, how many have its newest version. */
    record Copies(int wanted, int written) {}

    /** One of a list. */
    record Listed(
            String preferenceId,
            long version,
            String name,
            @JsonRawValue String places,
            Instant createdAt,
            Instant updatedAt) {}

    static String path(String preferenceId) {
        return "/v1/preferences/"
                + URLEncoder.encode(preferenceId, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static ProblemException unknown() {
        return new ProblemException(ProblemKind.NOT_FOUND, "You have no such preference.");
    }

    /** As the log has it; what was valid once and is no more, as it is stored. */
    static String canonical(String document) {
        try {
            Preference read =
                    PreferenceReader.read(document.getBytes(StandardCharsets.UTF_8), Draft.LEVELS);
            return new String(PreferenceWriter.write(read), StandardCharsets.UTF_8);
        } catch (UnreadablePreferenceException e) {
            return document;
        }
    }
}
