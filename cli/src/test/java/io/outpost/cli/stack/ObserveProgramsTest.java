package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObserveProgramsTest {
    @TempDir Path folder;

    @Test
    void theFirstOnThePathIsTakenByEitherName() throws IOException {
        Path program = executable("prometheus-alertmanager");
        ObservePrograms programs = new ObservePrograms(List.of(Path.of("/nowhere"), folder));
        assertEquals(program, programs.alertmanager());
    }

    @Test
    void whatIsNotInstalledIsSaidWithWhatToDo() {
        CommandException refusal =
                assertThrows(
                        CommandException.class,
                        () -> new ObservePrograms(List.of(folder)).prometheus());
        assertTrue(refusal.getMessage().contains("apt-get install prometheus"));
    }

    private Path executable(String name) throws IOException {
        return Files.createFile(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
}
