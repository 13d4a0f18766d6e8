package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
    @TempDir private Path root;
    private DataFolder data;

    @BeforeEach
    void folder() {
        data = new DataFolder(root);
    }

    @Test
    void neverWipesAFolderOfSomeoneElse() throws IOException {
        Path theirs = Files.writeString(root.resolve("design.md"), "theirs");
        assertThrows(CommandException.class, data::wipe);
        assertThrows(CommandException.class, data::create);
        assertEquals("theirs", Files.readString(theirs));
        assertEquals(List.of("design.md"), entries());
    }

    @Test
    void lookingAtAFolderDoesNotMakeItOurs() throws IOException {
        Files.writeString(root.resolve("design.md"), "theirs");
        assertTrue(data.stackId().isEmpty());
        assertFalse(StackStop.isNeeded(data));
        assertEquals(List.of("design.md"), entries());
        assertThrows(CommandException.class, data::wipe);
    }

    @Test
    void wipesOnlyWhatAStackMakes() throws IOException {
        data.create();
        Files.writeString(data.log("kafka"), "old");
        Files.writeString(root.resolve("notes.txt"), "theirs");
        Files.createDirectories(data.ledger());
        data.wipe();
        assertEquals(List.of("notes.txt", "stack-id"), entries().stream().sorted().toList());
        data.create();
    }

    @Test
    void deletesAllOfItButWhatOthersPutThere() throws IOException {
        data.create();
        Path theirs = Files.writeString(root.resolve("notes.txt"), "theirs");
        data.delete();
        assertEquals(List.of("notes.txt"), entries());
        assertThrows(CommandException.class, data::delete);
        Files.delete(theirs);
        data.create();
        data.delete();
        assertTrue(Files.notExists(root));
        data.delete();
    }

    @Test
    void keepsItsIdWhenMadeAgain() throws IOException {
        data.create();
        String id = data.stackId().orElseThrow();
        data.create();
        assertEquals(id, data.stackId().orElseThrow());
    }

    @Test
    void passwordsAreForTheirOwnerAlone() throws IOException {
        data.create();
        int files = 0;
        for (String name : entries()) {
            if (name.startsWith("postgres-password")) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(root.resolve(name))));
                files++;
            }
        }
        assertEquals(1 + PostgresLogin.values().length, files);
    }

    @Test
    void saysThatAFolderOfAnOlderVersionHasNoLogins() throws IOException {
        data.create();
        Files.delete(data.passwordFile(PostgresLogin.READER));
        data.create();
        CommandException old =
                assertThrows(
                        CommandException.class, () -> data.postgresPassword(PostgresLogin.READER));
        assertTrue(old.getMessage().contains("older version of Outpost"), old.getMessage());
    }

    @Test
    void aFolderThatIsOlderThanTheLoginOfBiToolsGetsAPasswordForIt() throws IOException {
        data.create();
        String reader = data.postgresPassword(PostgresLogin.READER);
        Files.delete(data.passwordFile(PostgresLogin.BI));
        data.create();
        assertFalse(data.postgresPassword(PostgresLogin.BI).isEmpty());
        assertEquals(reader, data.postgresPassword(PostgresLogin.READER));
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
