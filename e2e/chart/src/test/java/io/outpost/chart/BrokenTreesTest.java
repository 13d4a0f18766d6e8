package io.outpost.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outpost.chart.Chart.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows that the checks find what is wrong: each mistake is made in what was rendered. */
final class BrokenTreesTest {
    private static final String MAIN = "/spec/template/spec/containers/0";
    private static final String JOB_MANAGER = "/spec/jobManager/podTemplate";

    private static Kinds kinds;
    private static List<Manifest> rendered;

    @BeforeAll
    static void render(@TempDir Path folder) throws IOException {
        kinds = new Kinds();
        rendered =
                Chart.shipped()
                        .copyWithHooks(folder.resolve("outpost"))
                        .render(new Scenario(List.of("values-ha.yaml")));
    }

    /** A rule, what it is about, where, and what is done to it. */
    private static Arguments mistake(
            Rule rule, String kind, String where, Consumer<ObjectNode> edit) {
        return Arguments.of(rule, kind, where, edit);
    }

    private static Consumer<ObjectNode> without(String field) {
        return object -> assertTrue(object.remove(field) != null, field);
    }

    private static Consumer<ObjectNode> with(String field, Object value) {
        return object -> object.putPOJO(field, value);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        ContentRule.IMAGES_HAVE_A_TAG,
                        "Deployment",
                        MAIN,
                        o -> o.put("image", "outpost/outpost:latest")),
                mistake(
                        ContentRule.IMAGES_HAVE_A_TAG,
                        "FlinkDeployment",
                        "/spec",
                        o -> o.put("image", "host:5000/outpost/flink")),
                mistake(
                        PodRule.NO_POD_RUNS_AS_ROOT,
                        "Job",
                        "/spec/template/spec/securityContext",
                        o -> o.put("runAsUser", 0)),
                mistake(
                        PodRule.NO_POD_RUNS_AS_ROOT,
                        "FlinkDeployment",
                        JOB_MANAGER + "/spec/securityContext",
                        without("seccompProfile")),
                mistake(
                        ContainerRule.CONTAINERS_ARE_CONFINED,
                        "Deployment",
                        MAIN + "/securityContext",
                        without("readOnlyRootFilesystem")),
                mistake(
                        ContainerRule.CONTAINERS_ARE_CONFINED,
                        "Deployment",
                        MAIN + "/securityContext",
                        without("allowPrivilegeEscalation")),
                mistake(
                        ContainerRule.CONTAINERS_ARE_CONFINED,
                        "FlinkDeployment",
                        JOB_MANAGER + "/spec/containers/0/securityContext",
                        without("capabilities")),
                mistake(
                        ContainerRule.TEMPORARY_FILES_HAVE_A_PLACE,
                        "Job",
                        MAIN,
                        without("volumeMounts")),
                mistake(
                        ContainerRule.REQUESTS_AND_LIMITS_ARE_SET,
                        "Deployment",
                        MAIN + "/resources/limits",
                        without("memory")),
                mistake(
                        ContainerRule.REQUESTS_AND_LIMITS_ARE_SET,
                        "FlinkDeployment",
                        "/spec/taskManager/resource",
                        without("cpu")),
                mistake(
                        ContainerRule.SERVERS_HAVE_PROBES,
                        "Deployment",
                        MAIN,
                        without("startupProbe")),
                mistake(
                        ContainerRule.SERVERS_HAVE_PROBES,
                        "FlinkDeployment",
                        "/spec/taskManager/podTemplate/spec/containers/0",
                        without("livenessProbe")),
                mistake(
                        PodRule.SERVERS_ARE_SPREAD,
                        "Deployment",
                        "/spec/template/spec/topologySpreadConstraints/1/labelSelector/matchLabels",
                        o -> o.put("app.kubernetes.io/component", "apis")),
                mistake(
                        SelectorRule.EVERY_POD_HAS_A_NETWORK_POLICY,
                        "Job",
                        "/spec/template/metadata/labels",
                        o -> o.put("app.kubernetes.io/component", "other")),
                mistake(
                        SelectorRule.EVERY_POD_HAS_A_NETWORK_POLICY,
                        "FlinkDeployment",
                        JOB_MANAGER + "/metadata/labels",
                        without("app.kubernetes.io/instance")),
                mistake(
                        SelectorRule.EVERY_POD_HAS_A_NETWORK_POLICY,
                        "NetworkPolicy",
                        "/spec",
                        without("policyTypes")),
                mistake(
                        SelectorRule.NOBODY_IS_LET_IN_FROM_ANYWHERE,
                        "NetworkPolicy",
                        "/spec",
                        o -> o.putArray("ingress").addObject().putArray("ports")),
                mistake(
                        SelectorRule.SELECTORS_SELECT,
                        "PodDisruptionBudget",
                        "/spec/selector/matchLabels",
                        o -> o.put("app.kubernetes.io/component", "apis")),
                mistake(
                        SelectorRule.SELECTORS_SELECT,
                        "Service",
                        "/spec/selector",
                        o -> o.put("app.kubernetes.io/component", "apis")),
                mistake(
                        SelectorRule.EVERY_SERVER_HAS_ONE_DISRUPTION_BUDGET,
                        "PodDisruptionBudget",
                        "/spec/selector/matchLabels",
                        o -> o.put("app.kubernetes.io/component", "apis")),
                mistake(
                        ContentRule.SECRETS_ARE_REFERENCES,
                        "Deployment",
                        MAIN + "/env/0",
                        o -> o.put("name", "OUTPOST_POSTGRES_PASSWORD")),
                mistake(
                        PodRule.ONLY_FLINK_TALKS_TO_KUBERNETES,
                        "Deployment",
                        "/spec/template/spec",
                        without("automountServiceAccountToken")),
                mistake(
                        PodRule.NO_SERVICE_IS_A_VARIABLE,
                        "FlinkDeployment",
                        JOB_MANAGER + "/spec",
                        without("enableServiceLinks")),
                mistake(
                        PodRule.NOTHING_OF_THE_MACHINE_IS_SHARED,
                        "FlinkDeployment",
                        JOB_MANAGER + "/spec/volumes/0",
                        o -> o.putObject("hostPath").put("path", "/")),
                mistake(
                        ContentRule.SECRETS_ARE_REFERENCES,
                        "ConfigMap",
                        "/data",
                        o -> o.put("outpost.yaml", "postgres.password: secret")),
                mistake(
                        ContentRule.THE_WAY_IN_IS_ENCRYPTED,
                        "Ingress",
                        "/spec/rules/0",
                        o -> o.put("host", "other.example.org")),
                mistake(ContentRule.THE_WAY_IN_IS_ENCRYPTED, "Ingress", "/spec", without("tls")),
                mistake(
                        FlinkRule.FLINK_IS_NOT_EXPOSED,
                        "FlinkDeployment",
                        "/spec/flinkConfiguration",
                        o -> o.put("web.submit.enable", "true")),
                mistake(
                        FlinkRule.FLINK_IS_NOT_EXPOSED,
                        "FlinkDeployment",
                        "/spec",
                        with("ingress", "{}")),
                mistake(
                        FlinkRule.JOBS_KEEP_THEIR_STATE,
                        "FlinkDeployment",
                        "/spec/job",
                        o -> o.put("upgradeMode", "stateless")),
                mistake(
                        FlinkRule.JOBS_KEEP_THEIR_STATE,
                        "FlinkDeployment",
                        "/spec/flinkConfiguration",
                        o -> o.put("pipeline.max-parallelism", "256")),
                mistake(
                        FlinkRule.JOBS_KEEP_THEIR_STATE,
                        "FlinkDeployment",
                        "/spec/flinkConfiguration",
                        o -> o.put("execution.checkpointing.dir", "file:///tmp")));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aRuleFindsIt(Rule rule, String kind, String where, Consumer<ObjectNode> edit) {
        assertEquals(List.of(), rule.broken(rendered));
        List<Manifest> broken = new ArrayList<>(rendered);
        int first = first(kind);
        broken.set(first, edited(rendered.get(first), where, edit));
        assertFalse(rule.broken(broken).isEmpty());
    }

    @Test
    void everyRuleHasAMistake() {
        Set<Object> tried = mistakes().map(m -> m.get()[0]).collect(Collectors.toSet());
        assertEquals(Set.copyOf(Rule.all()), tried);
    }

    static Stream<Arguments> misspelt() {
        return Stream.of(
                Arguments.of("Deployment", MAIN, "livenessProbe", "livenesProbe"),
                Arguments.of("Deployment", "/spec", "selector", "selectors"),
                Arguments.of("Job", MAIN, "volumeMounts", "volumeMount"),
                Arguments.of("NetworkPolicy", "/spec", "podSelector", "podsSelector"),
                Arguments.of("HorizontalPodAutoscaler", "/spec", "maxReplicas", "maxReplica"),
                Arguments.of("Role", "/rules/0", "verbs", "verb"),
                Arguments.of("ConfigMap", "", "data", "datas"),
                Arguments.of("FlinkDeployment", "/spec/job", "upgradeMode", "upgradeMod"),
                Arguments.of("FlinkDeployment", "/spec", "flinkVersion", "version"),
                Arguments.of("FlinkDeployment", JOB_MANAGER + "/spec", "volumes", "volume"),
                Arguments.of(
                        "FlinkDeployment", JOB_MANAGER + "/spec/containers/0", "name", "title"));
    }

    @ParameterizedTest
    @MethodSource("misspelt")
    void aMisspeltFieldIsRefused(String kind, String where, String field, String wrong)
            throws IOException {
        Manifest manifest = rendered.get(first(kind));
        assertEquals(List.of(), kinds.complaints(manifest));
        Manifest broken =
                edited(manifest, where, object -> object.set(wrong, object.remove(field)));
        assertFalse(kinds.complaints(broken).isEmpty());
    }

    @Test
    void aKindAndAVersionThatKubernetesDoesNotKnowAreRefused() throws IOException {
        Manifest deployment = rendered.get(first("Deployment"));
        Manifest old = edited(deployment, "", o -> o.put("apiVersion", "apps/v1beta1"));
        assertFalse(kinds.complaints(old).isEmpty());
        Manifest unknown = edited(deployment, "", o -> o.put("kind", "Deployments"));
        assertFalse(kinds.complaints(unknown).isEmpty());
    }

    private static int first(String kind) {
        for (int i = 0; i < rendered.size(); i++) {
            if (rendered.get(i).kind().equals(kind)) {
                return i;
            }
        }
        throw new AssertionError("no " + kind);
    }

    private static Manifest edited(Manifest manifest, String where, Consumer<ObjectNode> edit) {
        ObjectNode copy = manifest.tree().deepCopy();
        JsonNode place = where.isEmpty() ? copy : copy.at(where);
        edit.accept((ObjectNode) place);
        return new Manifest(copy);
    }
}
