package io.outpost.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.fixture.ThreadPart;
import io.outpost.bench.suite.Measurement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final String PAGE =
            "before\n<!-- bench: begin -->\nold\n<!-- bench: end -->\nafter\n";

    private static final Backlog BACKLOG = Backlog.inOrder(10, 2, 10, 26, 1);

    private final List<Measurement> runs =
            List.of(
                    run("loop", 1.0, 2.0),
                    run("job", 2.0, 5.0),
                    run("loop", 1.0, 2.0),
                    run("job", 4.0, 7.0),
                    run("loop", 2.0, 2.0),
                    run("job", 2.0, 6.0));

    @Test
    void ratiosAreOfTheSameRoundAndProcessorTimeIsTheMedianOfAllProcesses() {
        String text = report(List.of(), Map.of()).markdown();
        assertTrue(text.contains("| loop | **1.000** (1.000..1.000) | 3 |"), text);
        assertTrue(
                text.contains(
                        "| job | **0.500** (0.250..1.000) | 3 | 6.75 | 6.00 | **0.30, not warm** | 0.50 | 0.25 | 500,000 | 1.0 |"),
                text);
    }

    @Test
    void goalsStandOfWhatWasMeasuredBesideItsPeer() {
        List<Measurement> both = List.of(run("loop", 1.0, 2.0), run("outpost-core-p2", 2.0, 5.0));
        String text = new Report(BACKLOG, both, List.of(), Map.of()).markdown();
        assertTrue(
                text.contains(
                        "| outpost-core-p2 / loop | **0.500** (0.500..0.500) | 0.5 | 0.7 | 1 |"),
                text);
        assertFalse(text.contains("decode-only"), text);
        assertFalse(report(List.of(), Map.of()).markdown().contains("at least"));
    }

    @Test
    void whatIsInNoPartIsTheRest() {
        String text = report(List.of(), Map.of()).markdown();
        assertTrue(text.contains(" | compilers | collector | kafka client | "), text);
        assertTrue(
                text.contains(
                        "| job | 0.30 | 0.00 | 0.50 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 5.20 |"),
                text);
    }

    @Test
    void aRunWithoutNumbersSaysSo() {
        Report none = new Report(BACKLOG, List.of(), List.of(), Map.of("loop", "it ended"));
        assertTrue(none.markdown().contains("Nothing was measured."));
        assertTrue(none.markdown().contains("No number for loop: it ended"));
    }

    @Test
    void theTableStandsBetweenItsMarksAndAllElseStays() {
        String page = Page.MAIN.with(PAGE, "new\n");
        assertEquals("before\n<!-- bench: begin -->\nnew\n<!-- bench: end -->\nafter\n", page);
    }

    @Test
    void aPageWithoutMarksIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> Page.MAIN.with("no marks", "table"));
    }

    @Test
    void workloadsAndWhatHasNoNumberStandBelowTheTable() {
        Figure figure =
                new Figure(
                        "20 % twice",
                        "job", "throughput / clean", "≥ 0.9", List.of(0.92, 0.9, 1.0));
        String text = report(List.of(figure), Map.of("twin", "7 rows\nand more")).markdown();
        assertTrue(text.contains("No number for twin: 7 rows\n"), text);
        assertTrue(
                text.contains(
                        "| 20 % twice | job | throughput / clean | **0.920** (0.900..1.000) | ≥ 0.9 | 3 |"),
                text);
    }

    private Report report(List<Figure> figures, Map<String, String> failures) {
        return new Report(BACKLOG, runs, figures, failures);
    }

    private static Measurement run(String contender, double seconds, double ownSeconds) {
        Measurement.Span clock =
                new Measurement.Span(
                        1_000_000,
                        seconds,
                        ownSeconds,
                        0.5,
                        0.25,
                        Map.of(ThreadPart.COMPILERS, 0.3, ThreadPart.KAFKA_CLIENT, 0.5));
        return new Measurement(contender, clock, List.of(clock), 1, 1, 1 << 20);
    }
}
