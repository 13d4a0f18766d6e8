package io.outpost.chart.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The version is what pom.xml says; wherever else it is written down, it is the same. Between two
 * releases it ends with -SNAPSHOT, as the names of jars do; all else names the release to come.
 */
final class VersionTest {
    private static final String OF_JARS =
            find("pom.xml", "<artifactId>outpost</artifactId>\\s*<version>(.*?)</version>").get(0);
    private static final String VERSION = OF_JARS.replace("-SNAPSHOT", "");

    @Test
    void everyModuleHasIt() {
        for (String module : find("pom.xml", "<module>(.*?)</module>")) {
            assertEquals(
                    OF_JARS,
                    find(module + "/pom.xml", "<parent>[^$]*?<version>(.*?)</version>").get(0),
                    module);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "helm/outpost/Chart.yaml | ^version: (.*)$",
                "helm/outpost/Chart.yaml | ^appVersion: \"(.*)\"$",
                "docker/outpost.Dockerfile | -t outpost/outpost:(\\S+)",
                "docker/flink.Dockerfile | -t outpost/flink:(\\S+)",
                "docker-compose.yaml | image: outpost/\\w+:(.*)$",
                "cli/src/main/java/io/outpost/cli/Outpost.java | version = \"(.*)\"",
                "e2e/src/main/java/io/outpost/e2e/Proof.java | version = \"(.*)\"",
                "api/src/main/resources/openapi.yaml | ^  version: \"(.*)\"$",
                "docs/api.md | \\{\"version\":\"(.*?)\"",
                "docs/operations.md | outpost/[a-z]+:([0-9][^\\s;`]*)",
                "docs/kubernetes-on-a-laptop.yaml | outpost/[a-z]+:([0-9]\\S*)",
            })
    void soDoesWhateverNamesIt(String file, String pattern) {
        List<String> found = find(file, "(?m)" + pattern);
        assertTrue(!found.isEmpty(), "nothing like it: change this test, too");
        assertEquals(Set.of(VERSION), Set.copyOf(found));
    }

    private static List<String> find(String file, String pattern) {
        Path path = Workflow.HOME.resolve(file);
        try {
            return Pattern.compile(pattern)
                    .matcher(Files.readString(path))
                    .results()
                    .map(result -> result.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
