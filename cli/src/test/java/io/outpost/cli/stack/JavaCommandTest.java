package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JavaCommandTest {
    @Test
    void carriesTheIdOfTheStackBeforeAnythingLong() {
        Launch launch = new JavaCommand("an-id").main("x.jar", "Main", List.of("argument"));
        assertTrue(launch.command().get(0).endsWith("/bin/java"));
        assertEquals("-Doutpost.stack=an-id", launch.command().get(1));
        assertTrue(OwnProcesses.isOf(String.join(" ", launch.command()), "an-id"));
    }

    @Test
    void optionsComeBeforeTheProgramAndArgumentsAfterIt() {
        List<String> command =
                new JavaCommand("an-id")
                        .heapMebibytes(96)
                        .options("-Dkey=value")
                        .jar(Path.of("x.jar"), List.of("--port=1"))
                        .command();
        assertEquals(
                List.of("-Xms64m", "-Xmx96m", "-Dkey=value", "-jar", "x.jar", "--port=1"),
                command.subList(command.size() - 6, command.size()));
    }

    @Test
    void whatTheUserAddsComesAfterTheShippedOptionsAndWins() {
        List<String> command =
                new JavaCommand("an-id", " -Xmx64m  -Dkey=value ")
                        .heapMebibytes(96)
                        .main("x.jar", "Main", List.of())
                        .command();
        assertEquals(
                List.of("-Xms64m", "-Xmx96m", "-Xmx64m", "-Dkey=value", "-cp", "x.jar", "Main"),
                command.subList(command.size() - 7, command.size()));
    }

    @Test
    void theFirstHeapIsNeverLargerThanTheLargest() {
        assertTrue(
                new JavaCommand("an-id")
                        .heapMebibytes(32)
                        .jar(Path.of("x.jar"), List.of())
                        .command()
                        .containsAll(List.of("-Xms32m", "-Xmx32m")));
    }

    @Test
    void anAddedVariableKeepsTheOthers() {
        Launch launch = new JavaCommand("an-id").jar(Path.of("x.jar"), List.of()).with("A", "1");
        assertEquals("1", launch.environment().get("A"));
        assertEquals("2", launch.environment().get("MALLOC_ARENA_MAX"));
    }
}
