package io.outpost.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.cli.verify.log.Brokers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StackAddressTest {
    @TempDir private Path folder;

    @Test
    void clientPropertiesGoWithTheBrokersOfTheOptionOrOfTheFolder() throws IOException {
        Files.writeString(
                folder.resolve("endpoints.properties"), "kafka.bootstrap-servers=ofFolder:1\n");
        Path file = Files.writeString(folder.resolve("client"), "security.protocol=SSL\n");
        for (String servers : new String[] {null, "ofOption:2"}) {
            Brokers brokers =
                    StackAddress.of(folder)
                            .with(
                                    new StackAddress(
                                            Brokers.of(servers, file),
                                            null,
                                            null,
                                            null,
                                            null,
                                            null))
                            .brokers();
            Map<String, Object> settings = brokers.settings(Map.of("group.id", "own"));
            assertEquals(
                    servers == null ? "ofFolder:1" : servers, settings.get("bootstrap.servers"));
            assertEquals("SSL", settings.get("security.protocol"));
            assertEquals("own", settings.get("group.id"));
        }
        assertEquals(
                Map.of("bootstrap.servers", "ofFolder:1"),
                StackAddress.of(folder).brokers().settings(Map.of()));
    }
}
