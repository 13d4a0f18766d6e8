package io.outpost.cli.simulate.world;

import java.text.Normalizer;
import java.util.Locale;

/** How simulated places are called. */
final class PlaceNaming {
    private static final int DEGREES_PER_HOUR = 15;

    private PlaceNaming() {}

    /**
     * An id by which people know which one it is.
     *
     * @param index 0, 1, 2 ... within the run
     */
    static String id(String prefix, int index, String name) {
        return String.format(Locale.ROOT, "%s-%05d-%s", prefix, index + 1, slug(name));
    }

    /** The zone of the sun's time; IANA's signs are the other way round. */
    static String zone(double longitude) {
        long hours = Math.round(longitude / DEGREES_PER_HOUR);
        return hours == 0 ? "UTC" : String.format(Locale.ROOT, "Etc/GMT%+d", -hours);
    }

    private static String slug(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        String slug = plain.replaceAll("\\p{M}", "").replaceAll("[^a-z0-9]+", "-");
        return slug.replaceAll("^-|-$", "");
    }
}
