package io.outpost.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.console.Progress;
import io.outpost.cli.replay.recording.RecordingFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayCommandTest {
    private final StringWriter out = new StringWriter();
    private final CommandLine command =
            new CommandLine(new ReplayCommand())
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(new StringWriter()));
    @TempDir private Path folder;

    @Test
    void aWrongUsageIsExitCodeTwo() {
        assertEquals(2, command.execute());
        assertEquals(2, command.execute("x.csv", "--speed", "0"));
        assertEquals(2, command.execute("x.csv", "--compression", "rar"));
        assertEquals(2, command.execute("--print-mapping", "mars"));
    }

    @Test
    void printsABuiltInMappingToCopy() {
        assertEquals(0, command.execute("--print-mapping", "beijing"));
        assertTrue(
                out.toString().contains("relativeHumidityPercent: {derivedFrom: dewPointCelsius}"));
    }

    @Test
    void listsTheKnownSets() {
        assertEquals(0, command.execute("--list"));
        assertEquals(10, out.toString().lines().count());
    }

    @Test
    void countsCanOnlyBeExpectedOfResults() {
        assertEquals(2, command.execute("weather.csv", "--expect"));
    }

    @Test
    void saysWhichMappingsThereAreWhenNoneFits() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.csv"), "a,b\n1,2\n");

        CommandException e =
                assertThrows(
                        CommandException.class,
                        () -> new MappingChoice(null).of(RecordingFile.at(file).get(0)));
        assertTrue(e.getMessage().contains("nycflights13, beijing"), e.getMessage());
    }

    @Test
    void printsProgressAtMostOncePerSecond() {
        long[] nanos = {0};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Progress progress =
                new Progress(
                        new PrintStream(bytes, true, StandardCharsets.UTF_8),
                        false,
                        () -> nanos[0]);

        progress.update("one");
        progress.update("two");
        nanos[0] = 1_000_000_000;
        progress.update("three");

        assertEquals("one\nthree\n", bytes.toString(StandardCharsets.UTF_8).replace("\r", ""));
    }
}
