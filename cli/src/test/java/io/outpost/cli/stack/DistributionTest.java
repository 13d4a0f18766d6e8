package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

final class DistributionTest {
    @TempDir private Path home;

    @Test
    void saysHowToBuildWhatIsMissing() {
        Distribution distribution = new Distribution(home);
        for (Executable question :
                List.<Executable>of(
                        () -> distribution.jobJar(StackJob.CONDITIONS),
                        () -> distribution.jobJar(StackJob.ARCHIVE),
                        distribution::apiJar,
                        distribution::registryJar,
                        () -> distribution.classpath("kafka"))) {
            CommandException refusal = assertThrows(CommandException.class, question);
            assertTrue(refusal.getMessage().contains("./mvnw"), refusal.getMessage());
        }
    }

    @Test
    void runsTheJarThatItIsGivenAsTheConditionsJobOnly() {
        Path other = home.resolve("other.jar");
        Distribution distribution = new Distribution(home).withConditions(other);
        assertEquals(other, distribution.jobJar(StackJob.CONDITIONS));
        assertThrows(CommandException.class, () -> distribution.jobJar(StackJob.ARCHIVE));
    }

    @Test
    void findsTheJarsOfAReleaseWhereverThatStands() throws IOException {
        Path file = home.resolve("cli/parts/kafka/target/classpath.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "lib/a.jar:/elsewhere/b.jar\n");
        assertEquals(
                home.resolve("lib/a.jar") + ":/elsewhere/b.jar",
                new Distribution(home).classpath("kafka"));
    }

    @Test
    void takesTheNewestJarWhenAnOldVersionIsStillThere() throws IOException {
        Path target = Files.createDirectories(home.resolve("api/target"));
        Path newer = Files.createFile(target.resolve("outpost-api-0.2.0.jar"));
        Path older = Files.createFile(target.resolve("outpost-api-0.9.0.jar"));
        Files.setLastModifiedTime(older, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        assertEquals(newer, new Distribution(home).apiJar());
    }
}
