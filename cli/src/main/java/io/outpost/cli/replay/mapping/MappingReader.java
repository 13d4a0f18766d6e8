package io.outpost.cli.replay.mapping;

import java.io.StringReader;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a mapping file (YAML) and checks it; resources/mappings/README.md describes the keys. */
public final class MappingReader {
    private MappingReader() {}

    /**
     * Reads one mapping.
     *
     * @param file what to call the file in messages
     * @throws MappingException with the line and the key of the first mistake
     */
    public static Mapping read(String file, String yaml) {
        try (YamlSection root = new YamlSection(file, "", parse(file, yaml))) {
            return mapping(root, yaml);
        }
    }

    private static Node parse(String file, String yaml) {
        try {
            Node node = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            if (node == null) {
                throw new MappingException(file + " line 1: the mapping is empty");
            }
            return node;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new MappingException(
                    file + " line " + line + ": not readable as YAML: " + e.getProblem(), e);
        }
    }

    private static Mapping mapping(YamlSection root, String yaml) {
        String name = root.text("name");
        String description = root.optionalText("description").orElse("");
        Match match = match(root);
        CsvLayout layout = layout(root);
        Integer interval = intervalSeconds(root);
        Set<Double> sentinels = SentinelsReader.read(root, SentinelsReader.USUAL);
        List<ObservationSource> observations =
                ObservationsReader.read(root, new QuantitiesReader(interval, sentinels));
        Map<String, PlaceEntry> places = PlacesReader.read(root.sections("places"));
        return new Mapping(
                name,
                description,
                yaml,
                match,
                layout,
                TimeReader.read(root.section("time"), places),
                interval,
                Set.copyOf(root.texts("missing")),
                sentinels,
                observations,
                places,
                root.optionalSection("otherPlaces").map(PlaceSourceReader::read).orElse(null));
    }

    private static Match match(YamlSection root) {
        if (!root.has("match")) {
            root.optionalSection("match");
            return Match.NEVER;
        }
        try (YamlSection section = root.section("match")) {
            List<Pattern> files = section.patterns("files");
            return new Match(files, new LinkedHashSet<>(section.texts("columns")));
        }
    }

    private static CsvLayout layout(YamlSection root) {
        if (!root.has("csv")) {
            root.optionalSection("csv");
            return CsvLayout.PLAIN;
        }
        try (YamlSection section = root.section("csv")) {
            String delimiter = section.optionalText("delimiter").orElse(",");
            if (delimiter.length() != 1) {
                throw section.complaint("delimiter", "must be one character");
            }
            return new CsvLayout(
                    delimiter.charAt(0),
                    section.optionalWholeNumber("skipLines").orElse(0),
                    section.optionalText("headerBegins").orElse(""),
                    section.texts("header"),
                    section.textsByKey("rename"));
        }
    }

    private static Integer intervalSeconds(YamlSection root) {
        String text = root.optionalText("interval").orElse(null);
        if (text == null) {
            return null;
        }
        try {
            Duration interval = Duration.parse(text);
            if (interval.toSeconds() < 1 || interval.compareTo(Duration.ofDays(1)) > 0) {
                throw root.complaint("interval", "must be between PT1S and PT24H, not " + text);
            }
            return (int) interval.toSeconds();
        } catch (DateTimeParseException e) {
            throw root.complaint("interval", "must be a duration such as PT1H, not '" + text + "'");
        }
    }
}
