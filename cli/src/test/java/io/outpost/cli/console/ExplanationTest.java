package io.outpost.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTest {
    @TempDir private Path folder;

    @Test
    void aFolderThatCannotBeUsedIsNamedWithTheReason() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertEquals(
                file.resolve("in") + " cannot be used (Not a directory)" + REMEDY,
                explained(() -> Files.createDirectory(file.resolve("in"))));
        Path missing = folder.resolve("a/b");
        assertEquals(
                missing + " cannot be used (no such file)" + REMEDY,
                explained(() -> Files.createDirectory(missing)));
        Exception readOnly = new FileSystemException("/data", null, "Read-only file system");
        assertEquals(
                "/data cannot be used (Read-only file system)" + REMEDY,
                Explanation.of(readOnly).orElseThrow());
    }

    @Test
    void aFaultOfTheProgramIsNotExplained() {
        assertEquals(Optional.empty(), Explanation.of(new IllegalStateException("a fault")));
        assertEquals(Optional.empty(), Explanation.of(new IOException("no file is named")));
        String away = Explanation.of(new SQLException("away")).orElseThrow();
        assertTrue(away.contains("./outpost up"), away);
    }

    @Test
    void kafkasRefusalsAreNoOutage() {
        for (Exception refusal :
                new Exception[] {
                    new TopicAuthorizationException(Set.of("t")),
                    new SaslAuthenticationException("who?"),
                    new ExecutionException(new ClusterAuthorizationException("no"))
                }) {
            String text = Explanation.of(refusal).orElseThrow();
            assertTrue(text.contains("--kafka-client-properties"), text);
            assertFalse(text.contains("./outpost up"), text);
        }
        Exception away = new ExecutionException(new TimeoutException("away"));
        assertTrue(Explanation.of(away).orElseThrow().contains("./outpost up"));
        assertEquals(
                Optional.empty(),
                Explanation.of(new ExecutionException(new IllegalStateException("a fault"))));
    }

    private static final String REMEDY =
            ". See who may write to it, or name another, such as by --data.";

    private static String explained(Executable use) {
        try {
            use.execute();
            throw new AssertionError("it can be used");
        } catch (Exception e) {
            return Explanation.of(e).orElseThrow();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
