package io.outpost.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.chart.Manifest.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What must hold of everything that is rendered; each rule returns what breaks it. */
enum Rules {
    IMAGES_HAVE_A_TAG {
        @Override
        List<String> broken(List<Manifest> manifests) {
            return images(manifests)
                    .filter(image -> !image.matches(".*:(?!latest$)[A-Za-z0-9_][A-Za-z0-9._-]*"))
                    .map(image -> image + " has no tag of its own")
                    .toList();
        }
    },
    NO_POD_RUNS_AS_ROOT {
        @Override
        List<String> broken(List<Manifest> manifests) {
            return podsWithout(
                    manifests,
                    pod ->
                            pod.spec().at("/securityContext/runAsNonRoot").asBoolean()
                                    && pod.spec().at("/securityContext/runAsUser").asLong() > 0
                                    && pod.spec()
                                            .at("/securityContext/seccompProfile/type")
                                            .asText()
                                            .equals("RuntimeDefault"));
        }
    },
    CONTAINERS_ARE_CONFINED {
        @Override
        List<String> broken(List<Manifest> manifests) {
            return containersWithout(
                    manifests,
                    (pod, container) -> {
                        JsonNode security = container.path("securityContext");
                        return security.path("readOnlyRootFilesystem").asBoolean()
                                && !security.path("allowPrivilegeEscalation").asBoolean(true)
                                && !security.path("privileged").asBoolean()
                                && security.at("/capabilities/drop").toString().equals("[\"ALL\"]");
                    });
        }
    },
    TEMPORARY_FILES_HAVE_A_PLACE {
        @Override
        List<String> broken(List<Manifest> manifests) {
            return containersWithout(
                    manifests,
                    (pod, container) ->
                            Manifest.elements(container.path("volumeMounts"))
                                    .filter(m -> m.path("mountPath").asText().equals("/tmp"))
                                    .anyMatch(m -> isEmptyDir(pod, m.path("name").asText())));
        }
    },
    REQUESTS_AND_LIMITS_ARE_SET {
        @Override
        List<String> broken(List<Manifest> manifests) {
            return containersWithout(
                    manifests,
                    (pod, container) ->
                            Stream.of("requests", "limits")
                                    .map(which -> pod.resources(container, which))
                                    .allMatch(r -> r.hasNonNull("cpu") && r.hasNonNull("memory")));
        }
    },
    PROBES_ARE_SET {
        @Override
        List<String> broken(List<Manifest> manifests) {
            List<Manifest> servers =
                    manifests.stream().filter(m -> !m.kind().equals("Job")).toList();
            return containersWithout(
                    servers,
                    (pod, container) ->
                            Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                                    .allMatch(container::has));
        }
    },
    PODS_ARE_SPREAD {
        @Override
        List<String> broken(List<Manifest> manifests) {
            List<Manifest> servers =
                    manifests.stream().filter(m -> !m.kind().equals("Job")).toList();
            return podsWithout(
                    servers,
                    pod ->
                            !pod.spec().path("topologySpreadConstraints").isEmpty()
                                    && Manifest.elements(
                                                    pod.spec().path("topologySpreadConstraints"))
                                            .allMatch(
                                                    c ->
                                                            selects(
                                                                    c.path("labelSelector"),
                                                                    pod.labels())));
        }
    },
    EVERY_POD_HAS_A_NETWORK_POLICY {
        @Override
        List<String> broken(List<Manifest> manifests) {
            List<JsonNode> policies =
                    kind(manifests, "NetworkPolicy")
                            .filter(
                                    m ->
                                            m.tree()
                                                    .at("/spec/policyTypes")
                                                    .toString()
                                                    .equals("[\"Ingress\",\"Egress\"]"))
                            .map(m -> m.tree().at("/spec/podSelector"))
                            .toList();
            // The one that denies, and the one that says what the pod needs.
            return podsWithout(
                    manifests,
                    pod -> policies.stream().filter(s -> selects(s, pod.labels())).count() >= 2);
        }
    },
    NOBODY_IS_LET_IN_FROM_ANYWHERE {
        @Override
        List<String> broken(List<Manifest> manifests) {
            return kind(manifests, "NetworkPolicy")
                    .filter(
                            m ->
                                    Manifest.elements(m.tree().at("/spec/ingress"))
                                            .anyMatch(rule -> rule.path("from").isEmpty()))
                    .map(m -> m.title() + " lets everybody in")
                    .toList();
        }
    },
    SELECTORS_SELECT {
        @Override
        List<String> broken(List<Manifest> manifests) {
            List<Map<String, String>> pods = pods(manifests).map(Pod::labels).toList();
            List<String> broken = new ArrayList<>();
            for (Manifest manifest : manifests) {
                JsonNode selector = selector(manifest);
                if (selector != null && pods.stream().noneMatch(p -> selects(selector, p))) {
                    broken.add(manifest.title() + " selects no pod");
                }
            }
            return broken;
        }
    },
    EVERY_SERVER_HAS_A_DISRUPTION_BUDGET {
        @Override
        List<String> broken(List<Manifest> manifests) {
            List<JsonNode> budgets =
                    kind(manifests, "PodDisruptionBudget")
                            .map(m -> m.tree().at("/spec/selector"))
                            .toList();
            List<Manifest> servers =
                    manifests.stream().filter(m -> !m.kind().equals("Job")).toList();
            return podsWithout(
                    servers,
                    pod -> budgets.stream().filter(b -> selects(b, pod.labels())).count() == 1);
        }
    },
    SECRETS_ARE_REFERENCES {
        @Override
        List<String> broken(List<Manifest> manifests) {
            List<String> broken = new ArrayList<>();
            kind(manifests, "Secret").forEach(m -> broken.add(m.title() + " is a secret itself"));
            pods(manifests)
                    .flatMap(pod -> pod.containers().stream())
                    .flatMap(container -> Manifest.elements(container.path("env")))
                    .filter(v -> v.has("value") && isSecret(v.path("name").asText()))
                    .forEach(v -> broken.add(v.path("name").asText() + " has its value in clear"));
            return broken;
        }

        private boolean isSecret(String variable) {
            return variable.matches(".*(PASSWORD|SECRET|TOKEN|_KEY|KEY_ID)");
        }
    },
    ONLY_FLINK_TALKS_TO_KUBERNETES {
        @Override
        List<String> broken(List<Manifest> manifests) {
            List<Manifest> others = manifests.stream().filter(m -> !m.isFlink()).toList();
            return podsWithout(
                    others,
                    pod -> !pod.spec().path("automountServiceAccountToken").asBoolean(true));
        }
    },
    FLINK_IS_NOT_EXPOSED {
        private static final Map<String, String> SHUT =
                Map.of(
                        "web.submit.enable", "false",
                        "web.cancel.enable", "false",
                        "kubernetes.rest-service.exposed.type", "ClusterIP");

        @Override
        List<String> broken(List<Manifest> manifests) {
            return manifests.stream()
                    .filter(Manifest::isFlink)
                    .filter(
                            m ->
                                    m.flinkSpec().has("ingress")
                                            || m.tree().at("/spec/ingress").isObject()
                                            || !Manifest.strings(
                                                            m.flinkSpec()
                                                                    .path("flinkConfiguration"))
                                                    .entrySet()
                                                    .containsAll(SHUT.entrySet()))
                    .map(m -> m.title() + " can be driven from outside")
                    .toList();
        }
    },
    JOBS_KEEP_THEIR_STATE {
        private static final Set<String> FOLDERS =
                Set.of(
                        "execution.checkpointing.dir",
                        "execution.checkpointing.savepoint-dir",
                        "high-availability.storageDir");

        @Override
        List<String> broken(List<Manifest> manifests) {
            return manifests.stream()
                    .filter(Manifest::isFlink)
                    .filter(m -> !keepsState(m.flinkSpec()))
                    .map(m -> m.title() + " loses its state")
                    .toList();
        }

        private boolean keepsState(JsonNode spec) {
            Map<String, String> settings = Manifest.strings(spec.path("flinkConfiguration"));
            return spec.at("/job/upgradeMode").asText().equals("savepoint")
                    && !spec.at("/job/allowNonRestoredState").asBoolean()
                    && settings.get("high-availability.type").equals("kubernetes")
                    && settings.get("pipeline.max-parallelism").equals("128")
                    && FOLDERS.stream()
                            .allMatch(f -> settings.getOrDefault(f, "").startsWith("s3://"));
        }
    };

    /** What breaks the rule, one line each. */
    abstract List<String> broken(List<Manifest> manifests);

    static Stream<Manifest> kind(List<Manifest> manifests, String kind) {
        return manifests.stream().filter(m -> m.kind().equals(kind));
    }

    static Stream<Pod> pods(List<Manifest> manifests) {
        return manifests.stream().flatMap(m -> m.pods().stream());
    }

    /** Only by labels, which is all that the chart uses. */
    static boolean selects(JsonNode selector, Map<String, String> labels) {
        Map<String, String> wanted = Manifest.strings(selector.path("matchLabels"));
        return !wanted.isEmpty() && labels.entrySet().containsAll(wanted.entrySet());
    }

    private static JsonNode selector(Manifest manifest) {
        return switch (manifest.kind()) {
            case "NetworkPolicy" -> manifest.tree().at("/spec/podSelector");
            case "PodDisruptionBudget", "Deployment" -> manifest.tree().at("/spec/selector");
            case "Service" ->
                    Chart.YAML
                            .createObjectNode()
                            .set("matchLabels", manifest.tree().at("/spec/selector"));
            default -> null;
        };
    }

    private static boolean isEmptyDir(Pod pod, String volume) {
        return Manifest.elements(pod.spec().path("volumes"))
                .anyMatch(v -> v.path("name").asText().equals(volume) && v.has("emptyDir"));
    }

    private static Stream<String> images(List<Manifest> manifests) {
        Stream<String> byFlink =
                manifests.stream()
                        .filter(Manifest::isFlink)
                        .map(m -> m.flinkSpec().path("image").asText());
        Stream<String> others =
                manifests.stream()
                        .filter(m -> !m.isFlink())
                        .flatMap(m -> m.pods().stream())
                        .flatMap(pod -> pod.containers().stream())
                        .map(container -> container.path("image").asText());
        return Stream.concat(byFlink, others);
    }

    List<String> podsWithout(List<Manifest> manifests, Predicate<Pod> property) {
        return pods(manifests)
                .filter(property.negate())
                .map(pod -> pod.title() + " breaks " + this)
                .toList();
    }

    List<String> containersWithout(List<Manifest> manifests, BiPredicate<Pod, JsonNode> property) {
        return pods(manifests)
                .filter(
                        pod ->
                                pod.containers().isEmpty()
                                        || pod.containers().stream()
                                                .anyMatch(c -> !property.test(pod, c)))
                .map(pod -> pod.title() + " breaks " + this)
                .toList();
    }
}
