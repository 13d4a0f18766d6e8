package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class SecretsCommandTest {
    @TempDir private Path home;
    private final StringWriter said = new StringWriter();

    @Test
    void makesADifferentSecretInEachFileOfAFolderThatIsClosedToOthers() throws IOException {
        assertEquals(0, run());
        Set<String> secrets = new HashSet<>();
        for (String name : SecretsCommand.NAMES) {
            String secret = Files.readString(home.resolve("secrets").resolve(name));
            assertTrue(secret.matches("[A-Za-z0-9_-]{32}\n"), name);
            assertTrue(secrets.add(secret), name);
        }
        try (Stream<Path> files = Files.list(home.resolve("secrets"))) {
            assertEquals(SecretsCommand.NAMES.size() + 1, files.count());
        }
        String slack = Files.readString(home.resolve("secrets").resolve(SecretsCommand.SLACK_URL));
        assertTrue(slack.startsWith("http://localhost"), slack);
        assertEquals(
                PosixFilePermissions.fromString("rwx------"),
                Files.getPosixFilePermissions(home.resolve("secrets")));
    }

    @Test
    void namesTheFolderToComposeAndKeepsWhatElseIsThere() throws IOException {
        Path env = Files.writeString(home.resolve(".env"), "COMPOSE_PROFILES=demo");
        assertEquals(0, run());
        assertEquals(
                List.of("COMPOSE_PROFILES=demo", "OUTPOST_SECRETS=./secrets"),
                Files.readAllLines(env));
    }

    @Test
    void neverChangesSecretsThatAreThere() throws IOException {
        assertEquals(0, run());
        Path one = home.resolve("secrets/postgres-api");
        String before = Files.readString(one);
        assertEquals(1, run());
        assertEquals(before, Files.readString(one));
        assertTrue(said.toString().contains("nothing was changed"), said::toString);
    }

    private int run() {
        return new CommandLine(new SecretsCommand())
                .setErr(new PrintWriter(said, true))
                .execute("--home=" + home);
    }
}
