package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramCopyTest {
    @TempDir private Path root;
    private Path home;
    private ProgramCopy copy;

    @BeforeEach
    void home() throws IOException {
        home = Files.createDirectories(root.resolve("home"));
        copy = new ProgramCopy(root.resolve("copy"));
    }

    @Test
    void theNextBuildDoesNotTouchTheCopy() throws IOException {
        Path jar = Files.writeString(home.resolve("a.jar"), "built first");
        String classpath = copy.classpath(jar.toString(), home);
        Files.writeString(jar, "built later");
        assertEquals("built first", Files.readString(Path.of(classpath)));
    }

    @Test
    void copiesClassFoldersAndKeepsTheOrder() throws IOException {
        Path classes = Files.createDirectories(home.resolve("target/classes/io"));
        Files.writeString(classes.resolve("A.class"), "A");
        Path library = Files.writeString(root.resolve("library.jar"), "from elsewhere");
        Path jar = Files.writeString(home.resolve("a.jar"), "a");
        List<String> entries =
                entries(copy.classpath(classpath(classes.getParent(), library, jar), home));
        assertEquals("A", Files.readString(Path.of(entries.get(0), "io/A.class")));
        assertEquals(library.toString(), entries.get(1));
        assertEquals("a", Files.readString(Path.of(entries.get(2))));
    }

    @Test
    void nothingOfAnEarlierCopyStays() throws IOException {
        Path old = Files.writeString(home.resolve("old.jar"), "old");
        Path copied = Path.of(copy.classpath(old.toString(), home));
        copy.classpath(Files.writeString(home.resolve("new.jar"), "new").toString(), home);
        assertFalse(Files.exists(copied));
    }

    @Test
    void aJarFindsItsLibrariesBesideItsCopyToo() throws IOException {
        Path jar = Files.writeString(home.resolve("api.jar"), "api");
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("lib/one.jar"), "one");
        Path copied = copy.jar(jar, "lib");
        assertEquals("api", Files.readString(copied));
        assertEquals("one", Files.readString(copied.resolveSibling("lib/one.jar")));
    }

    private static String classpath(Path... entries) {
        return String.join(
                File.pathSeparator, List.of(entries).stream().map(Path::toString).toList());
    }

    private static List<String> entries(String classpath) {
        return List.of(classpath.split(File.pathSeparator, -1));
    }
}
