package io.outpost.e2e.rig;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

    /** What is stale is known before a program compiles all of it. */
    @ParameterizedTest
    @ValueSource(strings = {"mutants", "versions"})
    void theEditsOfMutantsAndVersionsApply(String kind) throws IOException {
        Path root = Path.of(System.getProperty("outpost.home", "..")).toAbsolutePath().normalize();
        EditedSources sources = new EditedSources(root);
        List<Path> lists;
        try (Stream<Path> files =
                Files.list(root.resolve("e2e/src/main/resources").resolve(kind))) {
            lists = files.sorted().toList();
        }
        assertFalse(lists.isEmpty());
        for (Path list : lists) {
            JsonNode edits = new YAMLMapper().readTree(list.toFile()).path("edits");
            assertFalse(edits.isEmpty(), list.toString());
            List<Edit> all = new ArrayList<>();
            for (JsonNode edit : edits) {
                all.add(
                        new Edit(
                                edit.path("file").asText(),
                                edit.path("find").asText(),
                                edit.path("replace").asText()));
            }
            assertDoesNotThrow(() -> sources.write(all, home.resolve("edited")), list.toString());
        }
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
