package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.AutoComplete;

class SharedClassesTest {
    private static final String MAKE = "-XX:ArchiveClassesAtExit=";
    private static final String USE = "-XX:SharedArchiveFile=";

    @TempDir Path folder;

    private SharedClasses shared;
    private String classpath;

    @BeforeEach
    void prepare() throws Exception {
        shared = new SharedClasses(folder.resolve("shared"));
        Path jar =
                Path.of(
                        AutoComplete.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        classpath = Files.copy(jar, folder.resolve("program.jar")).toString();
    }

    @Test
    void aProgramMakesItsArchiveAndUsesItFromThenOn() throws Exception {
        Path archive = make();
        assertTrue(Files.size(archive) > 0);
        assertEquals(USE + archive, options().get(0));
        assertEquals(0, run(options(), "-Xshare:on"), "the JVM takes it");
    }

    @Test
    void anArchiveThatWasNotWrittenToItsEndIsMadeAgain() throws Exception {
        Path archive = make();
        Files.write(archive, new byte[4096]);
        assertEquals(MAKE + archive, options().get(0));
    }

    @Test
    void anotherJarMakesAnotherArchiveInPlaceOfTheFirst() throws Exception {
        Path archive = make();
        Files.setLastModifiedTime(Path.of(classpath), FileTime.fromMillis(1_000_000));
        assertNotEquals(MAKE + archive, options().get(0));
        assertFalse(Files.exists(archive));
    }

    @Test
    void archivesOfOtherProgramsStay() throws Exception {
        Path archive = make();
        shared.options("prog", classpath, List.of());
        assertTrue(Files.exists(archive));
    }

    @Test
    void aFolderThatCannotBeMadeIsNoReasonNotToStart() throws Exception {
        Files.createFile(folder.resolve("shared"));
        assertEquals(List.of(), options());
    }

    @Test
    void withAnAgentThereIsNoArchive() {
        assertEquals(
                List.of(), shared.options("program", classpath, List.of("-Xmx1g", "-javaagent:x")));
    }

    private Path make() throws Exception {
        assertEquals(0, run(options()));
        try (Stream<Path> files = Files.list(folder.resolve("shared"))) {
            return files.findFirst().orElseThrow();
        }
    }

    private List<String> options() {
        return shared.options("program", classpath, List.of());
    }

    private int run(List<String> options, String... more) throws IOException, InterruptedException {
        JavaCommand java = new JavaCommand("none").options(options).options(more);
        return java.main(classpath, AutoComplete.class.getName(), List.of("--help"))
                .run(folder.resolve("out.log"));
    }
}
