package io.outpost.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.suite.Measurement;
import io.outpost.bench.workload.Figure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final String PAGE =
            "before\n<!-- bench: begin -->\nold\n<!-- bench: end -->\nafter\n";

    private final List<Measurement> runs =
            List.of(
                    run("loop", 1.0, 2.0),
                    run("job", 2.0, 5.0),
                    run("loop", 1.0, 2.0),
                    run("job", 4.0, 7.0),
                    run("loop", 2.0, 2.0),
                    run("job", 2.0, 6.0));

    @Test
    void ratiosAreOfTheSameRoundAndTheirMedianAndRangeIsGiven() {
        Summary job = Summary.of(runs).get(1);
        assertEquals("job", job.contender());
        assertEquals(3, job.rounds());
        assertEquals(0.5, job.medianRatio());
        assertEquals(0.25, job.leastRatio());
        assertEquals(1.0, job.greatestRatio());
    }

    @Test
    void processorTimeIsTheMedianPerMillionEventsOfAllProcesses() {
        Summary job = Summary.of(runs).get(1);
        assertEquals(6.0, job.ownSeconds());
        assertEquals(6.0 + 0.5 + 0.25, job.processorSeconds());
        assertEquals(0.5, job.brokerSeconds());
        assertEquals(0.25, job.postgresSeconds());
    }

    @Test
    void theTableStandsBetweenItsMarksAndAllElseStays() {
        String page = Page.MAIN.with(PAGE, report().markdown());
        assertTrue(page.startsWith("before\n<!-- bench: begin -->\n| contender |"), page);
        assertTrue(page.contains("| job | **0.500** (0.250..1.000) | 6.75 | 6.00 | 0.13 |"), page);
        assertTrue(page.contains("`./outpost bench --quick`"), page);
        assertTrue(page.endsWith("<!-- bench: end -->\nafter\n"), page);
        assertTrue(!page.contains("old"), page);
    }

    @Test
    void aPageWithoutMarksIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> Page.MAIN.with("no marks", "table"));
    }

    @Test
    void thePictureHasOneBarPerContender() {
        String svg = RatioChart.svg(Summary.of(runs));
        assertEquals(2, svg.split("fill=\"#4477aa\"", -1).length - 1);
        assertTrue(svg.endsWith("</svg>\n"), svg);
    }

    @Test
    void workloadsAndWhatHasNoNumberStandBelowTheTable() {
        Figure figure =
                new Figure("20 % twice", "job", "throughput / clean", 0.9, List.of(0.92, 0.9, 1.0));
        Report report =
                new Report(
                        "./outpost bench",
                        new MachineInfo("a processor", 2, 1024, "a JVM", "a kernel"),
                        Backlog.inOrder(10, 2, 10, 26, 1),
                        Summary.of(runs),
                        List.of(figure),
                        Map.of("twin", "7 rows\nand more"),
                        runs);
        String text = report.markdown();
        assertTrue(text.contains("No number for twin: 7 rows\n"), text);
        assertTrue(text.contains("Rounds: 3."), text);
        assertTrue(
                text.contains(
                        "| 20 % twice | job | throughput / clean | **0.920** (0.900..1.000) | ≥ 0.9 | 3 |"),
                text);
    }

    private Report report() {
        return new Report(
                "./outpost bench --quick",
                new MachineInfo("a processor", 2, 1024, "a JVM", "a kernel"),
                Backlog.inOrder(10, 2, 10, 26, 1),
                Summary.of(runs),
                List.of(),
                Map.of(),
                runs);
    }

    private static Measurement run(String contender, double seconds, double ownSeconds) {
        Measurement.Span clock =
                new Measurement.Span(1_000_000, seconds, ownSeconds, 0.5, 0.25, 0.125);
        return new Measurement(contender, clock, List.of(clock), 1, 1, 1 << 20, 0, 0);
    }
}
