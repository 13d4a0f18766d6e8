package io.outpost.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.chart.Manifest.Pod;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Rules for each container of each pod. */
enum ContainerRule implements Rule {
    CONTAINERS_ARE_CONFINED((pod, container) -> isConfined(container.path("securityContext"))),
    TEMPORARY_FILES_HAVE_A_PLACE(ContainerRule::hasTemporaryFolder),
    REQUESTS_AND_LIMITS_ARE_SET(
            (pod, container) ->
                    Stream.of("requests", "limits")
                            .map(which -> pod.resources(container, which))
                            .allMatch(r -> r.hasNonNull("cpu") && r.hasNonNull("memory"))),
    SERVERS_HAVE_PROBES(
            (pod, container) ->
                    !pod.isServer()
                            || Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                                    .allMatch(container::has));

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final BiPredicate<Pod, JsonNode> holds;

    ContainerRule(BiPredicate<Pod, JsonNode> holds) {
        this.holds = holds;
    }

    @Override
    public List<String> broken(List<Manifest> manifests) {
        return Manifest.pods(manifests)
                .filter(pod -> pod.containers().isEmpty() || !holdsInAll(pod))
                .map(pod -> pod.title() + " breaks " + this)
                .toList();
    }

    private boolean holdsInAll(Pod pod) {
        return pod.containers().stream().allMatch(container -> holds.test(pod, container));
    }

    private static boolean isConfined(JsonNode security) {
        return security.path("readOnlyRootFilesystem").asBoolean()
                && !security.path("allowPrivilegeEscalation").asBoolean(true)
                && !security.path("privileged").asBoolean()
                && security.at("/capabilities/drop").toString().equals("[\"ALL\"]")
                && !security.path("capabilities").has("add");
    }

    private static boolean hasTemporaryFolder(Pod pod, JsonNode container) {
        return Manifest.elements(container.path("volumeMounts"))
                .filter(mount -> mount.path("mountPath").asText().equals("/tmp"))
                .anyMatch(mount -> isEmptyDir(pod, mount.path("name").asText()));
    }

    private static boolean isEmptyDir(Pod pod, String volume) {
        return Manifest.elements(pod.spec().path("volumes"))
                .anyMatch(v -> v.path("name").asText().equals(volume) && v.has("emptyDir"));
    }
}
