package io.outpost.decode.preference;

import io.outpost.core.preference.Scale;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Ready-made preferences to begin with, one per activity, as documents. */
public final class PreferenceTemplates {
    /** What there is, in the order in which a person is shown it. */
    public static final List<String> NAMES =
            List.of("hike", "trail_run", "mtb", "ski_tour", "paddle", "lab_room");

    private static final byte[] SCHEMA = fill(resource("preference.schema.json"));

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
        return SCHEMA.clone();
    }

    /** With the names that this version knows, so that they stand in one list. */
    private static byte[] fill(byte[] schema) {
        return new String(schema, StandardCharsets.UTF_8)
                .replace("\"{measures}\"", texts(Names.MEASURES.keySet()))
                .replace("\"{models}\"", texts(Names.MODELS.keySet()))
                .replace("\"{conditions}\"", texts(Names.CONDITIONS.keySet()))
                .replace("\"{units}\"", texts(units()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> units() {
        return Scale.OF_VALUES.stream().map(Scale::name).distinct().toList();
    }

    private static String texts(Collection<String> names) {
        return names.stream().collect(Collectors.joining("\", \"", "\"", "\""));
    }

    private static byte[] resource(String name) {
        try (InputStream in = PreferenceTemplates.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("no resource " + name, e);
        }
    }
}
