package io.outpost.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultReportTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void countsPhasesAndRanksRecoveries() {
        FaultReport report =
                new FaultReport(
                        1,
                        List.of(
                                hit(1, Target.TASKMANAGER, Phase.COMMIT_WINDOW, 5)
                                        .afterDeadline(true),
                                hit(2, Target.TASKMANAGER, Phase.IDLE, 7),
                                hit(3, Target.TASKMANAGER, Phase.IDLE, 9),
                                hit(4, Target.JOBMANAGER, Phase.RESTORE, 12)),
                        List.of(),
                        List.of("- all: yes"),
                        true);
        String text = report.text();
        assertEquals(2, report.critical());
        assertTrue(text.contains("| taskmanager | 2 |  |  | 1 |  |  | 1 |"), text);
        assertTrue(text.contains("| all | 2 |  |  | 1 | 1 |  | 1 |"), text);
        assertTrue(text.contains("| taskmanager | 3 | 7.0 s | 9.0 s | 9.0 s |"), text);
        assertTrue(text.contains("at most 75.0 %"), text);
    }

    @Test
    void aKillThatWasNotSurvivedIsNoNumber() {
        Hit lost = hit(1, Target.KAFKA, Phase.IDLE, 1).recovered(null);
        String text = new FaultReport(1, List.of(lost), List.of(), List.of(), false).text();
        assertTrue(text.contains("| kafka | 1 | not back | not back | not back |"), text);
        assertTrue(text.endsWith("FAILED."), text);
    }

    @Test
    void isWrittenBetweenTheMarkersAndNowhereElse(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("docs.md");
        Files.writeString(file, "a\n<!-- faults: begin -->\nold\n<!-- faults: end -->\nb\n");
        new DocsTable(file, "faults").write("new\n");
        assertEquals(
                "a\n<!-- faults: begin -->\n\nnew\n\n<!-- faults: end -->\nb\n",
                Files.readString(file));
        Files.writeString(file, "a\n");
        assertThrows(IOException.class, () -> new DocsTable(file, "faults").write("new"));
    }

    private static Hit hit(int number, Target target, Phase phase, int seconds) {
        return new Hit(new Kill(number, target, null, 0, 0, true), phase, NOON)
                .recovered(Duration.ofSeconds(seconds));
    }
}
