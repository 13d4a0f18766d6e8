package io.outpost.bench.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.measure.Measurement;
import io.outpost.bench.measure.Plan;
import io.outpost.bench.measure.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void theCostWithShortWindowsStandsBesideThatWithFullOnes() {
        List<Figure> figures =
                GrowingWindows.of(
                        List.of(
                                run("loop", 1, 1),
                                run("outpost-core-p2", 9, 10),
                                run("outpost-core-p2", 6, 10),
                                run("outpost-core-p2", 12, 10)));
        assertEquals(1, figures.size());
        Figure core = figures.get(0);
        assertEquals("outpost-core-p2", core.contender());
        assertEquals(3, core.rounds());
        assertEquals(0.9, core.median(), 1e-9);
        assertEquals(0.6, core.least(), 1e-9);
        assertEquals(1.2, core.greatest(), 1e-9);
    }

    @Test
    void aRunWithoutTheMarksTellsNothingOfTheWindows() {
        Span all = span(100, 1, 1);
        Measurement run = new Measurement("outpost-core-p2", all, List.of(all), 1, 1, 1, 1, 1);
        assertTrue(GrowingWindows.of(List.of(run)).isEmpty());
    }

    @Test
    void aWorkloadStandsBesideTheCleanRunOfTheSameRound() {
        Beside beside = new Beside();
        beside.add(run("job", 1, 1), run("job", 1, 1));
        beside.add(slow("job"), run("job", 1, 1));
        Figure figure = beside.throughput("dirty", 0.9).get(0);
        assertEquals(1.0, figure.least(), 1e-9);
        assertEquals(2.0, figure.greatest(), 1e-9);
        assertEquals(1.5, figure.median(), 1e-9);
        assertEquals(0.9, figure.wanted());
    }

    @Test
    void theMorePlacesTheFewerHoursSoThatTheRecordsAreBounded() {
        Backlog base = new Backlog(100, 10, 10, 26, 0, 7);
        Plan plan = new Plan(Duration.ofMinutes(1), 10, 30, 100, Plan.Clock.HOURS);
        Scale scale = new Scale(base, plan, 1, 1_500_000, 10_000_000, 1);
        MorePlaces workload = new MorePlaces(null, null, scale, Map.of());
        assertEquals(26, workload.backlog(15_000).hours());
        assertEquals(11, workload.backlog(150_000).hours());
        assertEquals(1, workload.backlog(1_500_000).hours());
        assertTrue(workload.backlog(150_000).records() < 10_100_000);
    }

    private static Measurement slow(String contender) {
        Span clock = span(100, 20, 1);
        return new Measurement(contender, clock, List.of(clock), 1, 1, 1, 1, 1);
    }

    private static Measurement run(String contender, double costShort, double costFull) {
        Span clock = span(100, 10, 1);
        List<Span> spans =
                List.of(
                        span(100, 1, costShort),
                        span(1000, 1, 77),
                        span(100, 1, costFull),
                        span(10, 1, 77));
        return new Measurement(contender, clock, spans, 1, 1, 1, 1, 1);
    }

    private static Span span(long events, double seconds, double ownSeconds) {
        return new Span(events, seconds, ownSeconds, 0, 0, 0);
    }
}
