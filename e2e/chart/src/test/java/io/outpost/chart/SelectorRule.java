package io.outpost.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.chart.Manifest.Pod;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rules for what selects pods, by their labels. */
enum SelectorRule implements Rule {
    EVERY_POD_HAS_A_NETWORK_POLICY {
        /** The one that denies, and the one that says what the pod needs. */
        @Override
        public List<String> broken(List<Manifest> manifests) {
            List<JsonNode> policies =
                    Manifest.ofKind(manifests, "NetworkPolicy")
                            .filter(policy -> policy.at("/spec/policyTypes").size() == 2)
                            .map(policy -> policy.at("/spec/podSelector"))
                            .toList();
            return Manifest.pods(manifests)
                    .filter(pod -> selecting(policies, pod) < 2)
                    .map(pod -> pod.title() + " is not confined to what it needs")
                    .toList();
        }
    },
    NOBODY_IS_LET_IN_FROM_ANYWHERE {
        @Override
        public List<String> broken(List<Manifest> manifests) {
            return Manifest.ofKind(manifests, "NetworkPolicy")
                    .filter(
                            policy ->
                                    Manifest.elements(policy.at("/spec/ingress"))
                                            .anyMatch(rule -> rule.path("from").isEmpty()))
                    .map(policy -> policy.title() + " lets everybody in")
                    .toList();
        }
    },
    SELECTORS_SELECT {
        @Override
        public List<String> broken(List<Manifest> manifests) {
            List<Map<String, String>> pods = Manifest.pods(manifests).map(Pod::labels).toList();
            return manifests.stream()
                    .filter(m -> !selector(m).isMissingNode())
                    .filter(m -> pods.stream().noneMatch(labels -> selects(selector(m), labels)))
                    .map(m -> m.title() + " selects no pod")
                    .toList();
        }
    },
    EVERY_SERVER_HAS_ONE_DISRUPTION_BUDGET {
        @Override
        public List<String> broken(List<Manifest> manifests) {
            List<JsonNode> budgets =
                    Manifest.ofKind(manifests, "PodDisruptionBudget")
                            .map(SelectorRule::selector)
                            .toList();
            return Manifest.pods(manifests)
                    .filter(pod -> pod.isServer() && selecting(budgets, pod) != 1)
                    .map(pod -> pod.title() + " has not one disruption budget")
                    .toList();
        }
    };

    /** Whether a selector takes pods with these labels; the chart has no expressions. */
    static boolean selects(JsonNode selector, Map<String, String> labels) {
        Map<String, String> wanted = Manifest.strings(selector.path("matchLabels"));
        return !wanted.isEmpty() && labels.entrySet().containsAll(wanted.entrySet());
    }

    private static long selecting(List<JsonNode> selectors, Pod pod) {
        return Stream.of(selectors)
                .flatMap(List::stream)
                .filter(selector -> selects(selector, pod.labels()))
                .count();
    }

    /** Missing where the kind selects no pods. */
    private static JsonNode selector(Manifest manifest) {
        return switch (manifest.kind()) {
            case "NetworkPolicy" -> manifest.at("/spec/podSelector");
            case "PodDisruptionBudget", "Deployment" -> manifest.at("/spec/selector");
            case "Service" ->
                    Chart.YAML.createObjectNode().set("matchLabels", manifest.at("/spec/selector"));
            default -> manifest.at("/none");
        };
    }
}
