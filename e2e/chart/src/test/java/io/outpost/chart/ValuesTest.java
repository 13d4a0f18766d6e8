package io.outpost.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.chart.Chart.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Values that are wrong are refused before anything is installed, with an error that names them.
 */
final class ValuesTest {
    private static final Chart CHART = Chart.shipped();

    @TempDir private Path folder;
    private Path values;

    @BeforeEach
    void nameAFile() {
        values = folder.resolve("values.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{apii: {replicas: 2}} | apii",
                "{api: {replica: 2}} | replica",
                "{conditions: {taskManager: {memmory: 1g}}} | memmory",
                "{image: {flink: {tag: latest}}} | /image/flink/tag",
                "{image: {outpost: {tag: latest}}} | /image/outpost/tag",
                "{image: {outpost: {user: 0}}} | /image/outpost/user",
                "{postgres: {api: {password: secret}}} | password",
                "{kafka: {conditions: {password: secret}}} | password",
                "{prepare: {acls: ['reader=User:api']}} | /prepare/acls/0",
                "{prepare: {acls: ['sender=User:*']}} | /prepare/acls/0",
                "{prepare: {acls: ['sender=User:a;archive=User:b']}} | /prepare/acls/0",
                "{postgres: {url: 'jdbc:postgresql://h/d?password=x'}} | /postgres/url",
                "{flink: {configuration: {pipeline.max-parallelism: '256'}}} | max-parallelism",
                "{flink: {configuration: {web.submit.enable: 'true'}}} | web.submit.enable",
                "{conditions: {parallelism: 0}} | /conditions/parallelism",
                "{conditions: {parallelism: 129}} | /conditions/parallelism",
                "{networkPolicy: {egress: {kafka: {to: [{}]}}}} | /networkPolicy/egress/kafka/to",
                "{networkPolicy: {clients: [{podSelector: {matchLabels: {}}}]}} | matchLabels",
                "{settings: {heat.pendin: PT1H}} | heat.pendin",
                "{settings: {postgres.url: x}} | postgres.url has a value of its own",
                "{autoscaler: {enabled: true}} | autoscaler.maxParallelism",
                "{api: {people: {auth: basic}}} | /api/people/auth",
                "{api: {people: {auth: jwt, audience: a, jwksUrl: 'https://a'}}} | /api/people/issuer",
                "{api: {people: {auth: jwt, issuer: a, audience: b, jwksUrl: 'file:///a'}}} | /api/people/jwksUrl",
                "{mqtt: {enabled: true}} | mqtt.broker: name the broker",
                "{mqtt: {enabled: true, broker: 'mqtt://h'}} | /mqtt/broker",
                "{mqtt: {enabled: true, broker: 'tcp://user:secret@h'}} | /mqtt/broker",
                "{mqtt: {topic: 'outpost/{place}'}} | /mqtt/topic",
                "{mqtt: {inFlight: 10001}} | /mqtt/inFlight",
                "{mqtt: {replicas: 2}} | replicas",
                "{deliver: {enabled: true}} | postgres.deliver.existingSecret: name a Secret",
                "{deliver: {replicas: 0}} | /deliver/replicas",
                "{deliver: {allowedNetworks: [localhost]}} | /deliver/allowedNetworks/0",
                "{deliver: {mail: {server: 'smtp://me:key@h'}}} | /deliver/mail/server",
                "{poll: {enabled: true}} | poll.stations: name at least one station",
                "{poll: {stations: [{name: a, mapping: a}]}} | url",
                "{poll: {stations: [{name: a, url: 'http://a:b@c', mapping: a}]}} | /poll/stations/0/url",
                "{poll: {stations: [{name: a, url: 'http://a', mapping: a, headers: {Authorization: Basic abc}}]}} | /poll/stations/0/headers",
                "{poll: {mappings: {stations.yaml: a}}} | invalid propertyName 'stations.yaml'",
                "{poll: {enabled: true, stations: [{name: a, url: 'http://a', mapping: a, headers: {X-Key: KEY}}]}} | poll.headers.existingSecret: name",
                "{ingress: {enabled: true, hosts: [a.example]}} | ingress.tlsSecret",
                "{ingress: {enabled: true, tlsSecret: a}} | ingress.hosts"
            })
    void isRefused(String wrong, String named) throws IOException {
        String message = refusal(wrong, "values-minimal.yaml");
        assertTrue(message.contains(named), message);
    }

    @ParameterizedTest
    @CsvSource({
        "kafka, bootstrapServers",
        "registry, url",
        "postgres, url",
        "postgres/admin, existingSecret",
        "postgres/conditions, existingSecret",
        "postgres/archive, existingSecret",
        "postgres/api, existingSecret",
        "objectStorage, uri",
        "api, existingSecret"
    })
    void whatIsRequiredMustBeSaid(String group, String key) throws IOException {
        String path = group + "/" + key;
        String wrong = "{" + path.replace("/", ": {") + ": ''" + "}".repeat(path.split("/").length);
        String message = refusal(wrong, "values-minimal.yaml", "ci/settings-values.yaml");
        assertTrue(message.contains(path.replace('/', '.') + ": name"), message);
    }

    @Test
    void aLogOfAnotherNameIsPreparedToo() throws IOException {
        Files.writeString(values, "{settings: {log.topic: rewritten}}");
        Scenario scenario = new Scenario(List.of("values-minimal.yaml", values.toString()));
        String text = CHART.copyWithHooks(folder.resolve("outpost")).text(scenario);
        assertTrue(text.matches("(?s).*OUTPOST_LOG_TOPIC\\s+value: \"?rewritten.*"), text);
    }

    @Test
    void theSchemaIsClosedEverywhere() throws IOException {
        List<String> open = new ArrayList<>();
        findOpen(
                "",
                Chart.YAML.readTree(CHART.folder().resolve("values.schema.json").toFile()),
                open);
        assertEquals(List.of(), open);
    }

    /** An object has known keys and no others, or it is a map of strings. */
    private static void findOpen(String path, JsonNode node, List<String> open) {
        if (node.path("type").asText().equals("object")) {
            JsonNode others = node.path("additionalProperties");
            boolean isMapOfStrings = others.path("type").asText().equals("string");
            boolean isClosed = node.has("properties") && !others.asBoolean(true);
            if (!isMapOfStrings && !isClosed) {
                open.add(path);
            }
        }
        node.properties().forEach(f -> findOpen(path + "/" + f.getKey(), f.getValue(), open));
    }

    @Test
    void theSchemaKnowsTheKeysOfTheValues() throws IOException {
        TreeSet<String> known = new TreeSet<>();
        schemaKeys(
                "",
                Chart.YAML.readTree(CHART.folder().resolve("values.schema.json").toFile()),
                known);
        TreeSet<String> there = new TreeSet<>();
        valueKeys("", Chart.YAML.readTree(CHART.folder().resolve("values.yaml").toFile()), there);
        assertEquals(there, known);
        assertFalse(there.isEmpty());
    }

    private static void schemaKeys(String path, JsonNode node, Set<String> keys) {
        if (!node.has("properties")) {
            keys.add(path);
        }
        node.path("properties")
                .properties()
                .forEach(f -> schemaKeys(path + "/" + f.getKey(), f.getValue(), keys));
    }

    private static void valueKeys(String path, JsonNode node, Set<String> keys) {
        if (!node.isObject() || node.isEmpty()) {
            keys.add(path);
        }
        node.properties().forEach(f -> valueKeys(path + "/" + f.getKey(), f.getValue(), keys));
    }

    @Test
    void settingsGoOverThoseOfFlinkConfAndLevelsKeepTheirOrder() throws IOException {
        Scenario scenario = new Scenario(List.of("values-minimal.yaml", "ci/settings-values.yaml"));
        JsonNode settings = jobSettings(scenario, "weather-outpost-conditions");
        List<String> levels = new ArrayList<>();
        settings.path("heat.levels-celsius").fieldNames().forEachRemaining(levels::add);
        assertEquals(List.of("CAUTION", "EXTREME_CAUTION", "DANGER"), levels);
        assertEquals("a$1-b", settings.path("kafka.transactional-id-prefix").asText());
        assertEquals("conditions", settings.path("postgres.user").asText());
        assertEquals(
                "archive",
                jobSettings(scenario, "weather-outpost-archive").path("postgres.user").asText());
        assertEquals(keys(Chart.home().resolve("flink-conf/outpost.yaml")), keys(settings));
    }

    private static JsonNode jobSettings(Scenario scenario, String name) throws IOException {
        Manifest map =
                CHART.render(scenario).stream()
                        .filter(m -> m.title().equals("ConfigMap " + name))
                        .findFirst()
                        .orElseThrow();
        return Chart.YAML.readTree(map.tree().at("/data/outpost.yaml").asText());
    }

    private static List<String> keys(Path file) throws IOException {
        return keys(Chart.YAML.readTree(file.toFile()));
    }

    private static List<String> keys(JsonNode tree) {
        List<String> keys = new ArrayList<>();
        tree.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** What Helm says to values that it refuses. */
    private String refusal(String wrong, String... under) throws IOException {
        Files.writeString(values, wrong);
        List<String> files = new ArrayList<>(List.of(under));
        files.add(values.toString());
        Scenario scenario = new Scenario(files);
        return assertThrows(IllegalStateException.class, () -> CHART.text(scenario)).getMessage();
    }
}
