package io.outpost.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The chart in a folder, and what Helm makes of it; Helm itself runs inside this process. */
record Chart(Path folder) {
    static final YAMLMapper YAML = new YAMLMapper();

    /** Under this the chart is rendered; its own is Helm's oldest. */
    private static final String KUBERNETES = "1.34.0";

    /** Values files of the chart, of which the later go before the earlier. */
    record Scenario(List<String> files) {
        @Override
        public String toString() {
            return String.join(" + ", files);
        }
    }

    static Path home() {
        return Path.of("").toAbsolutePath().getParent().getParent();
    }

    static Chart shipped() {
        return new Chart(home().resolve("helm/outpost"));
    }

    /**
     * Every values file that is shipped, those of the environments, and every one in ci/ over the
     * least values.
     */
    List<Scenario> scenarios() throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        scenarios.add(new Scenario(List.of("values-minimal.yaml")));
        scenarios.add(new Scenario(List.of("values-ha.yaml")));
        scenarios.add(new Scenario(List.of("values-minimal.yaml", "values-blue-green.yaml")));
        scenarios.add(new Scenario(List.of("values-ha.yaml", "values-blue-green.yaml")));
        for (String environment : List.of("dev", "staging", "production")) {
            scenarios.add(new Scenario(List.of("environments/" + environment + ".yaml")));
        }
        try (Stream<Path> files = Files.list(folder.resolve("ci"))) {
            files.map(file -> "ci/" + file.getFileName())
                    .sorted()
                    .forEach(
                            file ->
                                    scenarios.add(
                                            new Scenario(List.of("values-minimal.yaml", file))));
        }
        return scenarios;
    }

    List<Manifest> render(Scenario scenario) throws IOException {
        return parse(text(scenario));
    }

    /**
     * The manifests as text; hooks are left out by this way of rendering.
     *
     * @throws IllegalStateException with what Helm says
     */
    String text(Scenario scenario) {
        return textOf(folder, scenario);
    }

    /** Of a package of the chart, or of another folder, with values files of this one. */
    String textOf(Path chart, Scenario scenario) {
        TemplateCommand command =
                new Helm(chart)
                        .template()
                        .withName("weather")
                        .withNamespace("prod")
                        .withKubeVersion(KUBERNETES);
        scenario.files().forEach(file -> command.withValuesFile(folder.resolve(file)));
        return command.call();
    }

    /** As {@code helm lint --strict} judges the chart with the values that it has by itself. */
    LintResult lint() {
        return new Helm(folder).lint().strict().call();
    }

    /** A copy whose hooks are ordinary manifests, so that they are rendered as well. */
    Chart copyWithHooks(Path to) throws IOException {
        copy(to);
        edit(to.resolve("templates/prepare.yaml"), "helm.sh/hook", "outpost.io/hook");
        return new Chart(to);
    }

    /** Replaces text in a file, and fails where it does not stand there. */
    static void edit(Path file, String before, String after) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(before)) {
            throw new IllegalArgumentException(file + " has no " + before);
        }
        Files.writeString(file, text.replace(before, after));
    }

    private void copy(Path to) throws IOException {
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(folder.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    /** A copy that has the values of a scenario as its own, since a lint takes no others. */
    Chart copyWithValues(Path to, Scenario scenario) throws IOException {
        copy(to);
        Path values = to.resolve("values.yaml");
        JsonNode merged = YAML.readTree(values.toFile());
        for (String file : scenario.files()) {
            merge((ObjectNode) merged, YAML.readTree(folder.resolve(file).toFile()));
        }
        YAML.writeValue(values.toFile(), merged);
        return new Chart(to);
    }

    private static void merge(ObjectNode into, JsonNode over) {
        over.properties()
                .forEach(
                        field -> {
                            JsonNode there = into.get(field.getKey());
                            if (there instanceof ObjectNode object && field.getValue().isObject()) {
                                merge(object, field.getValue());
                            } else {
                                into.set(field.getKey(), field.getValue());
                            }
                        });
    }

    private static List<Manifest> parse(String text) throws IOException {
        List<Manifest> manifests = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(text)) {
            while (documents.hasNextValue()) {
                JsonNode document = documents.nextValue();
                if (document instanceof ObjectNode object) {
                    manifests.add(new Manifest(object));
                }
            }
        }
        return manifests;
    }
}
