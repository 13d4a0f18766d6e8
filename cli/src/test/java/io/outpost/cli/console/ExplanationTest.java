package io.outpost.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
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
