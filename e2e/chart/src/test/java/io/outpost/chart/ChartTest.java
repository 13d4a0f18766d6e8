package io.outpost.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.outpost.chart.Chart.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Of every values file: the chart is sound, what it renders would be taken, and keeps the rules.
 */
final class ChartTest {
    private static final Map<Scenario, List<Manifest>> RENDERED = new LinkedHashMap<>();
    private static Kinds kinds;

    @TempDir private Path folder;

    @BeforeAll
    static void render(@TempDir Path copy) throws IOException {
        kinds = new Kinds();
        Chart chart = Chart.shipped().copyWithHooks(copy.resolve("outpost"));
        for (Scenario scenario : chart.scenarios()) {
            RENDERED.put(scenario, chart.render(scenario));
        }
    }

    static Set<Scenario> scenarios() {
        return RENDERED.keySet();
    }

    @Test
    void theChartIsSoundWithTheValuesThatItHasByItself() {
        assertSound(Chart.shipped().lint());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theChartIsSound(Scenario scenario) throws IOException {
        assertSound(Chart.shipped().copyWithValues(folder.resolve("outpost"), scenario).lint());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void whatIsRenderedWouldBeTaken(Scenario scenario) throws IOException {
        List<String> complaints = new ArrayList<>();
        List<Manifest> manifests = RENDERED.get(scenario);
        for (Manifest manifest : manifests) {
            complaints.addAll(kinds.complaints(manifest));
        }
        assertEquals(List.of(), complaints);
        assertTrue(manifests.stream().anyMatch(Manifest::isFlink));
    }

    static List<Rule> rules() {
        return Rule.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleHolds(Rule rule) {
        RENDERED.forEach(
                (scenario, manifests) ->
                        assertEquals(
                                List.of(),
                                rule.broken(manifests),
                                () -> rule + " with " + scenario));
    }

    @Test
    void namesAreUniqueAndShortEnoughForFlink() {
        for (List<Manifest> manifests : RENDERED.values()) {
            List<String> titles = manifests.stream().map(Manifest::title).toList();
            assertEquals(titles.stream().distinct().toList(), titles);
            manifests.stream()
                    .filter(Manifest::isFlink)
                    // The operator takes 45 characters; blue/green appends up to 6.
                    .forEach(m -> assertTrue(m.name().length() <= 39, m.name()));
        }
    }

    @Test
    void theWholeOfFlinkConfIsInTheChart() throws IOException {
        Manifest job =
                RENDERED.get(new Scenario(List.of("values-minimal.yaml"))).stream()
                        .filter(Manifest::isFlink)
                        .findFirst()
                        .orElseThrow();
        ObjectNode shipped =
                (ObjectNode)
                        Chart.YAML.readTree(
                                Chart.home().resolve("flink-conf/config.yaml").toFile());
        assertFalse(shipped.isEmpty());
        shipped.fieldNames()
                .forEachRemaining(
                        key ->
                                assertTrue(
                                        job.flinkSpec().path("flinkConfiguration").has(key), key));
    }

    @Test
    void whoLogsInToKafkaHasItsClientPropertiesWhereTheyAreLookedFor() {
        List<Manifest> manifests =
                RENDERED.get(
                        new Scenario(List.of("values-minimal.yaml", "ci/kafka-login-values.yaml")));
        assertEquals(
                Map.of(
                        "Job weather-outpost-prepare", "outpost-kafka-admin",
                        "FlinkDeployment weather-outpost-conditions jobManager",
                                "outpost-kafka-conditions",
                        "FlinkDeployment weather-outpost-conditions taskManager",
                                "outpost-kafka-conditions",
                        "FlinkDeployment weather-outpost-archive jobManager",
                                "outpost-kafka-archive",
                        "FlinkDeployment weather-outpost-archive taskManager",
                                "outpost-kafka-archive"),
                secretsOfKafka(manifests));
        Manifest.ofKind(manifests, "ConfigMap")
                .map(map -> map.at("/data/outpost.yaml").asText())
                .forEach(
                        text ->
                                assertTrue(
                                        text.contains(
                                                "\nkafka.client-properties: \"/etc/outpost/kafka/client.properties\"\n"),
                                        text));
        Map<String, String> variables =
                Manifest.pods(manifests)
                        .filter(pod -> pod.from().kind().equals("Job"))
                        .flatMap(pod -> Manifest.elements(pod.containers().get(0).path("env")))
                        .collect(
                                Collectors.toMap(
                                        one -> one.path("name").asText(),
                                        one -> one.path("value").asText()));
        assertEquals(
                "/etc/outpost/kafka/client.properties",
                variables.get("OUTPOST_KAFKA_CLIENT_PROPERTIES"));
        assertEquals(
                "conditions=User:conditions;archive=User:archive;sender=User:gateway;subscriber=User:CN=mail,O=Weather",
                variables.get("OUTPOST_ACL_PRINCIPALS"));
        assertEquals("weather", variables.get("OUTPOST_KAFKA_GROUP_ID"));
    }

    @Test
    void withoutALoginThereIsNoVolumeForIt() {
        List<Manifest> manifests = RENDERED.get(new Scenario(List.of("values-minimal.yaml")));
        assertEquals(Map.of(), secretsOfKafka(manifests));
        assertTrue(
                Manifest.ofKind(manifests, "ConfigMap")
                        .map(map -> map.at("/data/outpost.yaml").asText())
                        .allMatch(text -> text.contains("\nkafka.client-properties: \"none\"\n")));
    }

    @Test
    void whatIsOffIsNotThere() {
        assertTrue(
                RENDERED.get(new Scenario(List.of("values-ha.yaml"))).stream()
                        .noneMatch(m -> m.name().matches(".*-(mqtt|poll|deliver)")));
    }

    @Test
    void theSubscriberOfMqttRunsOnceWithWhatTheBrokerAsksOfIt() {
        List<Manifest> manifests =
                RENDERED.get(new Scenario(List.of("values-minimal.yaml", "ci/mqtt-values.yaml")));
        Manifest deployment = deployment(manifests, "weather-outpost-mqtt");
        assertEquals(1, deployment.at("/spec/replicas").asInt());
        assertEquals("Recreate", deployment.at("/spec/strategy/type").asText());
        Map<String, String> variables = variables(deployment);
        assertEquals("ssl://broker.example.org:8883", variables.get("OUTPOST_MQTT_BROKER"));
        assertEquals("weather/+/{place}/{sensor}", variables.get("OUTPOST_MQTT_TOPIC"));
        assertEquals("ecowitt", variables.get("OUTPOST_MQTT_FORMAT"));
        assertEquals("rewritten", variables.get("OUTPOST_LOG_TOPIC"));
        assertEquals(
                "http://jaeger.monitoring:4318/v1/traces",
                variables.get("OUTPOST_TRACES_OTLP_URL"));
        assertEquals("1000000", variables.get("OUTPOST_TRACES_ONE_IN"));
        assertEquals(
                "outpost-mqtt", whereItIs(deployment, variables.get("OUTPOST_MQTT_USERNAME_FILE")));
        assertEquals(
                "outpost-mqtt", whereItIs(deployment, variables.get("OUTPOST_MQTT_PASSWORD_FILE")));
        assertEquals(
                "outpost-mqtt-authorities",
                whereItIs(deployment, variables.get("OUTPOST_MQTT_TLS_CERTIFICATES_PATH")));
        assertEquals(
                Map.of("Deployment weather-outpost-mqtt", "outpost-kafka-sender"),
                secretsOfKafka(manifests));
    }

    @Test
    void deliveryHasItsOwnLoginsAndAsManyPodsAsAlertsWait() {
        List<Manifest> manifests =
                RENDERED.get(
                        new Scenario(List.of("values-minimal.yaml", "ci/deliver-values.yaml")));
        Manifest deployment = deployment(manifests, "weather-outpost-deliver");
        assertTrue(deployment.at("/spec/replicas").isMissingNode(), "KEDA says how many");
        assertEquals("RollingUpdate", deployment.at("/spec/strategy/type").asText());
        Map<String, String> variables = variables(deployment);
        assertEquals("deliver", variables.get("OUTPOST_POSTGRES_USER"));
        assertEquals(
                "outpost-postgres-deliver",
                whereItIs(deployment, variables.get("OUTPOST_POSTGRES_PASSWORD_FILE")));
        assertEquals("10.0.0.0/8,fd00::/8", variables.get("OUTPOST_DELIVER_ALLOWED_NETWORKS"));
        assertEquals("smtps://mail.example.org", variables.get("OUTPOST_DELIVER_SMTP"));
        for (String variable :
                List.of(
                        "OUTPOST_DELIVER_SMTP_USERNAME_FILE",
                        "OUTPOST_DELIVER_SMTP_PASSWORD_FILE")) {
            assertEquals("outpost-mail", whereItIs(deployment, variables.get(variable)));
        }
        assertEquals(
                Map.of("Deployment weather-outpost-deliver", "outpost-kafka-deliver"),
                secretsOfKafka(manifests));
        JsonNode scaled =
                Manifest.ofKind(manifests, "ScaledObject").findFirst().orElseThrow().at("/spec");
        assertEquals("weather-outpost-deliver", scaled.at("/scaleTargetRef/name").asText());
        assertEquals(
                variables.get("OUTPOST_DELIVER_GROUP_ID"),
                scaled.at("/triggers/0/metadata/consumerGroup").asText());
    }

    @Test
    void thePollerRunsOnceWithItsStationsAndTheirHeaders() throws IOException {
        Scenario scenario = new Scenario(List.of("values-minimal.yaml", "ci/poll-values.yaml"));
        List<Manifest> manifests = RENDERED.get(scenario);
        Manifest deployment = deployment(manifests, "weather-outpost-poll");
        assertEquals(1, deployment.at("/spec/replicas").asInt());
        assertEquals("Recreate", deployment.at("/spec/strategy/type").asText());
        Map<String, String> variables = variables(deployment);
        for (String variable : List.of("HUT_AUTHORIZATION_FILE", "CLIENT_NAME_FILE")) {
            assertEquals("outpost-stations", whereItIs(deployment, variables.get(variable)));
        }
        Manifest files =
                Manifest.ofKind(manifests, "ConfigMap")
                        .filter(m -> m.name().equals("weather-outpost-poll"))
                        .findFirst()
                        .orElseThrow();
        JsonNode values =
                Chart.YAML.readTree(
                        Chart.shipped().folder().resolve("ci/poll-values.yaml").toFile());
        assertEquals(
                values.at("/poll/stations"),
                Chart.YAML.readTree(files.at("/data/stations.yaml").asText()).path("stations"));
        assertEquals("title: Hut\n", files.tree().path("data").path("hut.yaml").asText());
    }

    private static Manifest deployment(List<Manifest> manifests, String name) {
        return Manifest.ofKind(manifests, "Deployment")
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> variables(Manifest deployment) {
        return Manifest.elements(deployment.pods().get(0).containers().get(0).path("env"))
                .collect(
                        Collectors.toMap(
                                one -> one.path("name").asText(),
                                one -> one.path("value").asText()));
    }

    /** The Secret that a file in the container is of. */
    private static String whereItIs(Manifest deployment, String file) {
        Manifest.Pod pod = deployment.pods().get(0);
        JsonNode mount =
                Manifest.elements(pod.containers().get(0).path("volumeMounts"))
                        .filter(one -> file.startsWith(one.path("mountPath").asText() + "/"))
                        .findFirst()
                        .orElseThrow();
        JsonNode secret =
                Manifest.elements(pod.spec().path("volumes"))
                        .filter(one -> one.path("name").equals(mount.path("name")))
                        .findFirst()
                        .orElseThrow()
                        .path("secret");
        String name = file.substring(mount.path("mountPath").asText().length() + 1);
        assertTrue(
                Manifest.elements(secret.path("items"))
                        .anyMatch(item -> item.path("path").asText().equals(name)),
                file);
        return secret.path("secretName").asText();
    }

    /** By pod, of those that mount it. */
    private static Map<String, String> secretsOfKafka(List<Manifest> manifests) {
        Map<String, String> secrets = new TreeMap<>();
        Manifest.pods(manifests)
                .filter(
                        pod ->
                                Manifest.elements(pod.containers().get(0).path("volumeMounts"))
                                        .anyMatch(ChartTest::isOfKafka))
                .forEach(
                        pod ->
                                Manifest.elements(pod.spec().path("volumes"))
                                        .filter(one -> one.path("name").asText().equals("kafka"))
                                        .forEach(
                                                one ->
                                                        secrets.put(
                                                                pod.title(),
                                                                one.at("/secret/secretName")
                                                                        .asText())));
        return secrets;
    }

    private static boolean isOfKafka(JsonNode mount) {
        return mount.path("name").asText().equals("kafka")
                && mount.path("mountPath").asText().equals("/etc/outpost/kafka")
                && mount.path("readOnly").asBoolean();
    }

    /** The settings are linked into the chart; a package must have them itself. */
    @Test
    void aPackageRendersTheSame() throws IOException {
        Scenario minimal = new Scenario(List.of("values-minimal.yaml"));
        Chart chart = Chart.shipped();
        new Helm(chart.folder()).packageIt().withDestination(folder).call();
        assertEquals(
                chart.text(minimal), chart.textOf(folder.resolve("outpost-0.1.0.tgz"), minimal));
    }

    /** Without Helm, and with the same bytes each time. */
    @Test
    void soDoesThePackageOfARelease() throws Exception {
        Scenario minimal = new Scenario(List.of("values-minimal.yaml"));
        Chart chart = Chart.shipped();
        Path first = packed("first");
        assertEquals(chart.text(minimal), chart.textOf(first, minimal));
        assertEquals(-1, Files.mismatch(first, packed("second")));
    }

    private Path packed(String name) throws Exception {
        Path into = Files.createDirectory(folder.resolve(name));
        Process process =
                new ProcessBuilder(Chart.home().resolve(".ci/chart").toString(), into.toString())
                        .inheritIO()
                        .start();
        assertEquals(0, process.waitFor());
        try (Stream<Path> files = Files.list(into)) {
            return files.findFirst().orElseThrow();
        }
    }

    private static void assertSound(LintResult result) {
        assertFalse(result.isFailed(), () -> String.join("\n", result.getMessages()));
    }
}
