package io.outpost.cli.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.containers.ComposeFile.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Kafka's image makes of its environment, by the program that the image itself runs at its
 * start.
 */
final class KafkaImageTest {
    /** They follow from where a broker runs. */
    private static final Set<String> ADDRESSES =
            Set.of(
                    "listeners",
                    "advertised.listeners",
                    "listener.security.protocol.map",
                    "controller.quorum.bootstrap.servers",
                    "controller.quorum.voters",
                    "log.dirs");

    @TempDir private Path folder;

    @Test
    void theBrokerHasTheSettingsOfTheLocalStack() throws IOException, InterruptedException {
        Properties rendered = rendered(kafka());
        assertEquals(withoutAddresses(ofLocalStack()), withoutAddresses(rendered));
        assertEquals(1, new KafkaConfig(rendered).nodeId());
        assertTrue(Files.exists(folder.resolve("data/meta.properties")), "not formatted");
    }

    @Test
    void theDataIsInTheVolume() throws IOException {
        Service kafka = kafka();
        String folderOfData = kafka.map("environment").get("KAFKA_LOG_DIRS").toString();
        assertEquals(List.of("kafka:" + folderOfData), kafka.list("volumes"));
    }

    @Test
    void theImageIsTheVersionThatTheProjectUses() throws IOException {
        String pom = Files.readString(Path.of("..", "pom.xml"));
        String image = kafka().text("image");
        assertTrue(
                pom.contains("<kafka.version>" + image.substring(image.indexOf(':') + 1) + "<"),
                image);
    }

    private Properties rendered(Service kafka) throws IOException, InterruptedException {
        Path defaults = Files.createDirectories(folder.resolve("defaults"));
        for (String name : List.of("server.properties", "log4j2.yaml", "tools-log4j2.yaml")) {
            Files.writeString(defaults.resolve(name), "");
        }
        Path mounted = Files.createDirectories(folder.resolve("mounted"));
        Path output = Files.createDirectories(folder.resolve("output"));
        ProcessBuilder wrapper =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "kafka.docker.KafkaDockerWrapper",
                        "setup",
                        "--default-configs-dir=" + defaults,
                        "--mounted-configs-dir=" + mounted,
                        "--final-configs-dir=" + output);
        wrapper.environment().keySet().removeIf(name -> name.startsWith("KAFKA_"));
        kafka.map("environment")
                .forEach((name, value) -> wrapper.environment().put(name, value.toString()));
        // It formats the folder as well.
        wrapper.environment().put("KAFKA_LOG_DIRS", folder.resolve("data").toString());
        Path said = folder.resolve("said");
        int exitCode =
                wrapper.redirectErrorStream(true).redirectOutput(said.toFile()).start().waitFor();
        assertEquals(0, exitCode, Files.readString(said));
        return read(Files.newBufferedReader(output.resolve("server.properties")));
    }

    private static Properties ofLocalStack() throws IOException {
        try (InputStream in =
                KafkaImageTest.class.getResourceAsStream(
                        "/io/outpost/cli/stack/kafka-server.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties;
        }
    }

    private static Properties read(Reader text) throws IOException {
        try (text) {
            Properties properties = new Properties();
            properties.load(text);
            return properties;
        }
    }

    private static Map<String, String> withoutAddresses(Properties properties) {
        return properties.stringPropertyNames().stream()
                .filter(name -> !ADDRESSES.contains(name))
                .collect(
                        Collectors.toMap(
                                name -> name,
                                properties::getProperty,
                                (one, other) -> other,
                                TreeMap::new));
    }

    private static Service kafka() throws IOException {
        String text = Files.readString(Path.of("..", "docker-compose.yaml"));
        return ComposeFile.parse(text).services().stream()
                .filter(service -> service.name().equals("kafka"))
                .findFirst()
                .orElseThrow();
    }
}
