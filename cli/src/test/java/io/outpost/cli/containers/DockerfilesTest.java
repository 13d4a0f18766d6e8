package io.outpost.cli.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the Dockerfiles to rules, and shows of each that a file which breaks it does not pass. */
final class DockerfilesTest {
    private static final Path HOME = Path.of("..");

    @ParameterizedTest
    @ValueSource(strings = {"outpost", "flink"})
    void theShippedFilesKeepEveryRule(String name) throws IOException {
        assertEquals(List.of(), objections(text(name)));
    }

    @Test
    void theBaseOfFlinkIsTheVersionThatTheJobsAreBuiltFor() throws IOException {
        Matcher version = Pattern.compile("<flink.version>(.*)</flink.version>").matcher(pom());
        assertTrue(version.find());
        assertEquals(
                "flink:" + version.group(1) + "-java17",
                DockerfileRules.defaults(text("flink")).get("BASE"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flink:2.2.1-java17 | flink:latest | the base is not pinned",
                "flink:2.2.1-java17 | flink | the base is not pinned",
                "FROM ${BASE} | FROM flink:2.2.1 | another base than BASE",
                "USER 9999:9999 | USER root | does not end as a user by number",
                "USER 9999:9999 | USER flink | does not end as a user by number",
                "USER 9999:9999 | USER 0:0 | does not end as a user by number",
                "COPY LICENSE NOTICE | ADD LICENSE NOTICE | no such instruction here: ADD",
                "COPY LICENSE NOTICE | ADD https://example.org/x | no such instruction here: ADD",
                "COPY LICENSE NOTICE | COPY .env NOTICE | not let in by .dockerignore: .env",
                "COPY LICENSE NOTICE | COPY secrets NOTICE | not let in by .dockerignore: secrets",
                "RUN install -d | RUN curl -O https://example.org/x && install -d | something is fetched",
                "RUN install -d | RUN apt-get update && apt-get install -y gosu && rm -rf /var/lib/apt/lists/* && install -d | recommended packages",
                "RUN install -d | RUN apt-get install -y --no-install-recommends gosu && install -d | lists of packages are left",
                "ENV OUTPOST_DATA=/var/lib/outpost | ENV OUTPOST_POSTGRES_PASSWORD=outpost | a secret in",
                "ARG VERSION= | ARG VERSION=9 | another version",
                "ENV OUTPOST_DATA | ENVIRONMENT OUTPOST_DATA | no such instruction here: ENVIRONMENT",
            })
    void aBrokenCopyIsFound(String part, String broken, String objection) throws IOException {
        String copy = text("flink").replace(part, broken);
        assertNotEquals(text("flink"), copy, part);
        assertTrue(
                objections(copy).stream().anyMatch(one -> one.contains(objection)),
                () -> objection + " is not among the objections to\n" + copy);
    }

    private static List<String> objections(String text) throws IOException {
        Matcher version =
                Pattern.compile("<artifactId>outpost</artifactId>\\s*<version>(.*)</version>")
                        .matcher(pom());
        assertTrue(version.find());
        return DockerfileRules.objections(
                text, version.group(1), Files.readString(HOME.resolve(".dockerignore")));
    }

    private static String text(String name) throws IOException {
        return Files.readString(HOME.resolve("docker").resolve(name + ".Dockerfile"));
    }

    private static String pom() throws IOException {
        return Files.readString(HOME.resolve("pom.xml"));
    }
}
