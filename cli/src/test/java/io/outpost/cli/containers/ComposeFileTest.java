package io.outpost.cli.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds docker-compose.yaml to rules, and shows of each that a file which breaks it does not pass.
 */
final class ComposeFileTest {
    private static final Path HOME = Path.of("..");
    private static String shipped;
    private static KnownVariables variables;

    @BeforeAll
    static void read() throws IOException {
        shipped = Files.readString(HOME.resolve("docker-compose.yaml"));
        variables = KnownVariables.of(HOME);
    }

    @Test
    void theShippedFileKeepsEveryRule() {
        assertEquals(List.of(), objections(shipped));
        assertTrue(ComposeFile.parse(shipped).services().size() >= 10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "healthcheck:\\n      <<: *healthcheck\\n      # By TCP | helthcheck:\\n      <<: *healthcheck\\n      # By TCP | postgres: there is no key helthcheck",
                "healthcheck:\\n      <<: *healthcheck\\n      # By TCP | x-health:\\n      <<: *healthcheck\\n      # By TCP | postgres: has no health check",
                "start_interval: | start_intervall: | healthcheck: there is no key start_intervall",
                "volumes:\\n  kafka: | volume:\\n  kafka: | the file: there is no key volume",
                "postgres:17.11-bookworm | postgres:latest | postgres: not a pinned version",
                "postgres:17.11-bookworm | postgres | postgres: not a pinned version",
                "user: \"999:999\" | hostname: postgres | postgres: may run as root",
                "user: \"999:999\" | user: \"0:0\" | postgres: may run as root",
                "mem_limit: 1g | cpus: 1 | postgres: has no memory limit",
                "mem_limit: 2500m | mem_limit: 2300m | taskmanager: may have 2300m of memory, but needs 2400 MiB",
                "-Xmx1536m | -Xmx3g | test: may have 3g of memory",
                "KAFKA_HEAP_OPTS: -Xms64m -Xmx512m | KAFKA_HEAP_OPTS: -Xms64m -Xmx1g | kafka: may have 1100m of memory",
                "read_only: true | init: true | kafka: root is not read-only",
                "cap_drop: [ALL] | cap_drop: [NET_RAW] | api: keeps capabilities",
                "\"no-new-privileges:true\" | | api: may gain privileges",
                "pids_limit: 1000 | init: true | api: has no limit of processes",
                "127.0.0.1:18080:18080 | 18080:18080 | api: is published to others",
                "127.0.0.1:18080:18080 | 0.0.0.0:18080:18080 | api: is published to others",
                "OUTPOST_POSTGRES_USER: api | OUTPOST_POSTGRES_PASSWORD: api | api: not a secret of this service",
                "POSTGRES_PASSWORD_FILE: /run/secrets/postgres-admin | POSTGRES_PASSWORD: outpost | postgres: not a secret",
                "secrets: [postgres-api, api-cursor-key] | secrets: [api-cursor-key] | api: not a secret of this service",
                "OUTPOST_API_HOST: | OUTPOST_API_HOTS: | api: there is no variable OUTPOST_API_HOTS",
                "OUTPOST_REGISTRY_URL: | OUTPOST_REGISTRY_ADDRESS: | there is no variable OUTPOST_REGISTRY_ADDRESS",
                "APICURIO_KAFKASQL_TOPIC: | APICURIO_KAFKASQL_TOPICS: | apicurio: there is no variable APICURIO_KAFKASQL_TOPICS",
                "QUARKUS_HTTP_PORT: | QUARKUS_PORT: | apicurio: there is no variable QUARKUS_PORT",
                "POSTGRES_INITDB_ARGS: | POSTGRES_INITDB_ARG: | postgres: there is no variable POSTGRES_INITDB_ARG",
                "taskmanager: {condition: service_healthy} | taskmanager: {condition: service_ready} | jobs: no such condition",
                "taskmanager: {condition: service_healthy} | taskmanger: {condition: service_healthy} | jobs: waits for nobody: taskmanger",
                "registry: {condition: service_healthy} | registry: {condition: service_completed_successfully} | schemas: waits in vain for registry",
                "\"kafka:/var/lib/kafka/data\" | \"./data:/var/lib/kafka/data\" | kafka: not a named volume",
                "read_only: true\\n        bind: | read_only: false\\n        bind: | poll: may write to a folder of the machine",
                "{create_host_path: false} | {create_host_path: true} | poll: may write to a folder of the machine",
                "OUTPOST_MQTT_BROKER: | OUTPOST_MQTT_BROKERS: | mqtt: there is no variable OUTPOST_MQTT_BROKERS",
                "JAVA_TOOL_OPTIONS: -Xmx128m\\n      OUTPOST_MQTT | JAVA_TOOL_OPTIONS: -Xmx1g\\n      OUTPOST_MQTT | mqtt: may have 384m of memory",
                "127.0.0.1:18100:18100 | 18100:18100 | poll: is published to others",
                "/opt/kafka/logs:mode=1777, | /opt/kafka/logs: | kafka: only root may write to /opt/kafka/logs",
                "/tmp:exec,size=400m | /tmp:size=400m | taskmanager: libraries cannot unpack",
                "file: ./flink-conf/outpost.yaml | file: ./flink-conf/outposts.yaml | configs: there is no file ./flink-conf/outposts.yaml",
                "source: log4j-cli.properties, | source: log4j.properties, | not among the configs: log4j.properties",
                "secrets}/postgres-reader | secrets}/postgres-readers | secrets: not a file of ./outpost secrets: postgres-reader",
            })
    void aBrokenCopyIsFound(String part, String broken, String objection) {
        String old = part.replace("\\n", "\n");
        String copy = shipped.replace(old, broken == null ? "" : broken.replace("\\n", "\n"));
        assertNotEquals(shipped, copy, part);
        List<String> objections = objections(copy);
        assertTrue(
                objections.stream().anyMatch(one -> one.contains(objection)),
                () -> objection + " is not among " + objections);
    }

    private static List<String> objections(String text) {
        return ComposeRules.objections(HOME, ComposeFile.parse(text), variables);
    }
}
