package io.outpost.e2e.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the repository's folder observe/ ships. */
public final class ObserveFiles {
    private static final Path HOME =
            Path.of(System.getProperty("outpost.home", "..")).toAbsolutePath().normalize();
    private static final Path FOLDER = HOME.resolve("observe");
    private static final YAMLMapper YAML = new YAMLMapper();

    private ObserveFiles() {}

    static Path home() {
        return HOME;
    }

    static Path rulesFolder() {
        return FOLDER.resolve("rules");
    }

    static Path file(String name) {
        return FOLDER.resolve(name);
    }

    static JsonNode yaml(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }

    /** The rules, by name. */
    public static Map<String, JsonNode> rules() throws IOException {
        Map<String, JsonNode> rules = new TreeMap<>();
        for (JsonNode group : yaml(rulesFolder().resolve("outpost.yaml")).path("groups")) {
            group.path("rules").forEach(rule -> rules.put(rule.path("alert").asText(), rule));
        }
        return rules;
    }

    static List<JsonNode> dashboards() throws IOException {
        List<JsonNode> dashboards = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER.resolve("grafana/dashboards"))) {
            for (Path file : files.sorted().toList()) {
                dashboards.add(new ObjectMapper().readTree(file.toFile()));
            }
        }
        return dashboards;
    }

    /** What the dashboards ask Prometheus, by dashboard and panel. */
    public static Map<String, String> queries() throws IOException {
        Map<String, String> queries = new TreeMap<>();
        for (JsonNode dashboard : dashboards()) {
            for (JsonNode panel : dashboard.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    queries.put(
                            "%s, %s, %s"
                                    .formatted(
                                            dashboard.path("title").asText(),
                                            panel.path("title").asText(),
                                            target.path("refId").asText()),
                            target.path("expr").asText());
                }
            }
        }
        return queries;
    }
}
