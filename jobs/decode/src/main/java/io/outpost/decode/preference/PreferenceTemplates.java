package io.outpost.decode.preference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Ready-made preferences to begin with, one per activity, as documents. */
public final class PreferenceTemplates {
    /** What there is, in the order in which a person is shown it. */
    public static final List<String> NAMES =
            List.of("hike", "trail_run", "mtb", "ski_tour", "paddle", "lab_room");

    private PreferenceTemplates() {}

    /**
     * The document of one, as {@link PreferenceReader} reads it.
     *
     * @throws IllegalArgumentException when there is none of this name
     */
    public static byte[] document(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("there is no template " + name);
        }
        return resource("templates/" + name + ".json");
    }

    /** The JSON Schema (2020-12) of a preference. */
    public static byte[] schema() {
        return resource("preference.schema.json");
    }

    private static byte[] resource(String name) {
        try (InputStream in = PreferenceTemplates.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("no resource " + name, e);
        }
    }
}
