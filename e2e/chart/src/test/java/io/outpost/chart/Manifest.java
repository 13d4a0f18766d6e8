package io.outpost.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One object that the chart renders. */
record Manifest(ObjectNode tree) {
    private static final Set<String> WORKLOADS = Set.of("Deployment", "Job");

    String kind() {
        return tree.path("kind").asText();
    }

    String name() {
        return tree.at("/metadata/name").asText();
    }

    /** For messages. */
    String title() {
        return kind() + " " + name();
    }

    boolean isFlink() {
        return kind().startsWith("Flink");
    }

    /** Of either kind of deployment of Flink. */
    JsonNode flinkSpec() {
        JsonNode spec = tree.path("spec");
        return spec.has("template") ? spec.at("/template/spec") : spec;
    }

    /** The pods that come of it; those of Flink as far as the chart says what is in them. */
    List<Pod> pods() {
        if (WORKLOADS.contains(kind())) {
            return List.of(new Pod(title(), tree.at("/spec/template"), JsonResources.NONE));
        }
        List<Pod> pods = new ArrayList<>();
        if (isFlink()) {
            for (String role : List.of("jobManager", "taskManager")) {
                JsonNode process = flinkSpec().path(role);
                pods.add(
                        new Pod(
                                title() + " " + role,
                                process.path("podTemplate"),
                                new JsonResources(process.path("resource"))));
            }
        }
        return pods;
    }

    /** What Flink's operator makes requests and limits of. */
    record JsonResources(JsonNode tree) {
        static final JsonResources NONE = new JsonResources(null);
    }

    /** A template of pods. */
    record Pod(String title, JsonNode template, JsonResources byFlink) {

        JsonNode spec() {
            return template.path("spec");
        }

        List<JsonNode> containers() {
            return Stream.of("containers", "initContainers")
                    .flatMap(list -> elements(spec().path(list)))
                    .toList();
        }

        Map<String, String> labels() {
            return strings(template.at("/metadata/labels"));
        }

        /** The requests or the limits of a container; Flink's main one has both from elsewhere. */
        JsonNode resources(JsonNode container, String which) {
            return byFlink.tree() == null
                    ? container.path("resources").path(which)
                    : byFlink.tree();
        }
    }

    static Stream<JsonNode> elements(JsonNode list) {
        List<JsonNode> elements = new ArrayList<>();
        list.forEach(elements::add);
        return elements.stream();
    }

    static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new TreeMap<>();
        object.properties().forEach(f -> strings.put(f.getKey(), f.getValue().asText()));
        return strings;
    }
}
