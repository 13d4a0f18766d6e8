package io.outpost.e2e.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EditedSourcesTest {
    private static final String FILE = "src/main/java/One.java";

    @TempDir private Path home;

    @BeforeEach
    void write() throws IOException {
        Path source = home.resolve(FILE);
        Files.createDirectories(source.getParent());
        Files.writeString(source, "class One { int a = 1; int b = 1; }");
    }

    @Test
    void editsOfOneFileApplyTogether() throws IOException {
        List<Edit> edits =
                List.of(new Edit(FILE, "a = 1", "a = 2"), new Edit(FILE, "b = 1", "b = 3"));
        List<Path> written = new EditedSources(home).write(edits, home.resolve("edited"));
        assertEquals(List.of(home.resolve("edited/One.java")), written);
        assertEquals("class One { int a = 2; int b = 3; }", Files.readString(written.get(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"= 2", "= 1"})
    void refusesATextThatIsGoneOrStandsTwice(String text) {
        List<Edit> edits = List.of(new Edit(FILE, text, "= 3"));
        CommandException refusal =
                assertThrows(
                        CommandException.class, () -> new EditedSources(home).write(edits, home));
        assertTrue(refusal.getMessage().contains("no longer applies"), refusal.getMessage());
    }
}
