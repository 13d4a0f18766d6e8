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

    JsonNode at(String pointer) {
        return tree.at(pointer);
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
            return List.of(new Pod(this, "", at("/spec/template"), null));
        }
        if (!isFlink()) {
            return List.of();
        }
        return Stream.of("jobManager", "taskManager").map(this::flinkPod).toList();
    }

    private Pod flinkPod(String role) {
        JsonNode process = flinkSpec().path(role);
        return new Pod(this, " " + role, process.path("podTemplate"), process.path("resource"));
    }

    /**
     * A template of pods.
     *
     * @param byFlink what Flink's operator makes requests and limits of; null in other pods
     */
    record Pod(Manifest from, String role, JsonNode template, JsonNode byFlink) {
        String title() {
            return from.title() + role;
        }

        boolean isFlink() {
            return byFlink != null;
        }

        /** It runs until it is stopped. */
        boolean isServer() {
            return !from.kind().equals("Job");
        }

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

        /** The requests or the limits of a container. */
        JsonNode resources(JsonNode container, String which) {
            return isFlink() ? byFlink : container.path("resources").path(which);
        }
    }

    static Stream<Manifest> ofKind(List<Manifest> manifests, String kind) {
        return manifests.stream().filter(m -> m.kind().equals(kind));
    }

    static Stream<Pod> pods(List<Manifest> manifests) {
        return manifests.stream().flatMap(m -> m.pods().stream());
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
