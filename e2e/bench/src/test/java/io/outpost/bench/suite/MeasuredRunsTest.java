package io.outpost.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.bench.fixture.ThreadPart;
import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredRunsTest {
    private static final String LOOP = "loop";
    private static final String CORE = "core";
    private static final List<String> BOTH = List.of(LOOP, CORE);

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("runs.jsonl");
    }

    private static Measurement run(String contender, double seconds) {
        Measurement.Span span =
                new Measurement.Span(
                        100, seconds, 1.5, 0.5, 0.25, Map.of(ThreadPart.COMPILERS, 0.125));
        return new Measurement(contender, span, List.of(span, span), 7, -3, 11);
    }

    @Test
    void wholeRoundsOfTheSameAreTakenUp() throws IOException {
        MeasuredRuns before = MeasuredRuns.in(file);
        before.add("main", 1, run(LOOP, 1));
        before.add("main", 1, run(CORE, 2));
        before.add("main", 2, run(LOOP, 3));
        assertEquals(List.of(), before.wholeRound("main", 1, BOTH), "what it measures is no past");

        MeasuredRuns after = MeasuredRuns.in(file);
        assertEquals(List.of(run(LOOP, 1), run(CORE, 2)), after.wholeRound("main", 1, BOTH));
        assertEquals(List.of(), after.wholeRound("main", 2, BOTH), "a part of a round");
        assertEquals(List.of(), after.wholeRound("other", 1, BOTH));
        after.add("main", 2, run(LOOP, 4));
        after.add("main", 2, run(CORE, 5));
        assertEquals(
                List.of(run(LOOP, 4), run(CORE, 5)),
                MeasuredRuns.in(file).wholeRound("main", 2, BOTH),
                "the newest count");
    }

    @Test
    void aLineThatWasNotWrittenToItsEndIsNone() throws IOException {
        MeasuredRuns.in(file).add("main", 1, run(LOOP, 1));
        Files.writeString(file, "{\"suite\":\"ma", StandardOpenOption.APPEND);
        MeasuredRuns after = MeasuredRuns.in(file);
        after.add("main", 1, run(CORE, 2));
        assertEquals(2, MeasuredRuns.in(file).wholeRound("main", 1, BOTH).size());
    }

    @Test
    void anotherFileIsRefused() throws IOException {
        Files.writeString(file, "# notes\n");
        CommandException refusal =
                assertThrows(CommandException.class, () -> MeasuredRuns.in(file));
        assertTrue(refusal.getMessage().contains("runs.jsonl, line 1"), refusal.getMessage());
    }
}
