package io.outpost.cli.replay.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a row holds: the list {@code observations} of a mapping file, or the same keys without
 * a list where a row holds one.
 */
final class ObservationsReader {
    private static final String LIST = "observations";

    private ObservationsReader() {}

    static List<ObservationSource> read(YamlSection root, QuantitiesReader quantities) {
        List<YamlSection> sections = root.sections(LIST);
        if (!root.has(LIST)) {
            return List.of(one(root, quantities));
        }
        if (sections.isEmpty()) {
            throw root.complaint(LIST, "needs at least one");
        }
        List<ObservationSource> observations = new ArrayList<>();
        for (YamlSection section : sections) {
            try (section) {
                observations.add(one(section, quantities));
            }
        }
        return observations;
    }

    private static ObservationSource one(YamlSection section, QuantitiesReader quantities) {
        IdSource place = IdSourceReader.read(section.section("place"));
        return new ObservationSource(
                place,
                section.optionalSection("sensor").map(IdSourceReader::read).orElse(place),
                quantities.read(section.section("quantities")),
                section.texts("extras"));
    }
}
