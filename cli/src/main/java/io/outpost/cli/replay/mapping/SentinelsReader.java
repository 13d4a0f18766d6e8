package io.outpost.cli.replay.mapping;

import java.util.LinkedHashSet;
import java.util.Set;

/** Reads the list {@code sentinels}, of a mapping file or of one of its quantities. */
final class SentinelsReader {
    static final Set<Double> USUAL = Set.of(-9999.0);

    private static final String KEY = "sentinels";

    private SentinelsReader() {}

    static Set<Double> read(YamlSection section, Set<Double> otherwise) {
        if (!section.has(KEY)) {
            section.texts(KEY);
            return otherwise;
        }
        Set<Double> sentinels = new LinkedHashSet<>();
        for (String text : section.texts(KEY)) {
            try {
                sentinels.add(Double.valueOf(text));
            } catch (NumberFormatException e) {
                throw section.complaint(KEY, "must be numbers, not '" + text + "'");
            }
        }
        return sentinels;
    }
}
