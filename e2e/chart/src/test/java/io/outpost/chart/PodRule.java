package io.outpost.chart;

import io.outpost.chart.Manifest.Pod;
import java.util.List;
import java.util.function.Predicate;

/** Rules for each pod by itself. */
enum PodRule implements Rule {
    NO_POD_RUNS_AS_ROOT(PodRule::isConfined),
    ONLY_FLINK_TALKS_TO_KUBERNETES(
            pod ->
                    pod.isFlink()
                            || !pod.spec().path("automountServiceAccountToken").asBoolean(true)),
    /** They would be variables that begin as Outpost's own do. */
    NO_SERVICE_IS_A_VARIABLE(pod -> !pod.spec().path("enableServiceLinks").asBoolean(true)),
    SERVERS_ARE_SPREAD(pod -> !pod.isServer() || isSpread(pod)),
    NOTHING_OF_THE_MACHINE_IS_SHARED(PodRule::isByItself);

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Predicate<Pod> holds;

    PodRule(Predicate<Pod> holds) {
        this.holds = holds;
    }

    @Override
    public List<String> broken(List<Manifest> manifests) {
        return Manifest.pods(manifests)
                .filter(holds.negate())
                .map(pod -> pod.title() + " breaks " + this)
                .toList();
    }

    private static boolean isConfined(Pod pod) {
        return pod.spec().at("/securityContext/runAsNonRoot").asBoolean()
                && pod.spec().at("/securityContext/runAsUser").asLong() > 0
                && pod.spec()
                        .at("/securityContext/seccompProfile/type")
                        .asText()
                        .equals("RuntimeDefault");
    }

    private static boolean isSpread(Pod pod) {
        List<Boolean> selects =
                Manifest.elements(pod.spec().path("topologySpreadConstraints"))
                        .map(c -> SelectorRule.selects(c.path("labelSelector"), pod.labels()))
                        .toList();
        return !selects.isEmpty() && !selects.contains(false);
    }

    private static boolean isByItself(Pod pod) {
        return !pod.spec().path("hostNetwork").asBoolean()
                && !pod.spec().path("hostPID").asBoolean()
                && Manifest.elements(pod.spec().path("volumes")).noneMatch(v -> v.has("hostPath"));
    }
}
