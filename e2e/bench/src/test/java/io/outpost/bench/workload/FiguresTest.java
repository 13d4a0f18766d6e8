package io.outpost.bench.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.report.Figure;
import io.outpost.bench.suite.MeasuredRuns;
import io.outpost.bench.suite.Measurement;
import io.outpost.bench.suite.RunConfig;
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
        assertEquals(List.of(0.9, 0.6, 1.2), core.values());
    }

    @Test
    void aRunWithoutTheMarksTellsNothingOfTheWindows() {
        Measurement.Span all = span(100, 1, 1);
        Measurement run = new Measurement("outpost-core-p2", all, List.of(all), 1, 1, 1);
        assertTrue(GrowingWindows.of(List.of(run)).isEmpty());
    }

    @Test
    void ratiosAreToTheRunsOfTheSameRound() {
        List<Measurement> clean = List.of(run("job", 1, 1), run("job", 1, 1));
        List<Measurement> dirty = List.of(run("job", 1, 1), slow("job"));
        assertEquals(
                List.of(1.0, 0.5), Measurement.ratios(dirty, clean, Measurement::eventsPerSecond));
    }

    @Test
    void theMorePlacesTheFewerHoursSoThatTheRecordsAreBounded() {
        Backlog base = Backlog.inOrder(100, 10, 10, 26, 7);
        RunConfig config = new RunConfig(Duration.ofMinutes(1), 10, 30, 100, RunConfig.Clock.HOURS);
        Workloads.Scale scale =
                new Workloads.Scale(
                        base, config, 1, 1_500_000, 10_000_000, 1, MeasuredRuns.unkept(), null);
        assertEquals(26, MorePlaces.backlog(scale, 15_000).hours());
        assertEquals(11, MorePlaces.backlog(scale, 150_000).hours());
        assertEquals(1, MorePlaces.backlog(scale, 1_500_000).hours());
        assertTrue(MorePlaces.backlog(scale, 150_000).records() < 10_100_000);
    }

    @Test
    void theModelsAreSteppedForAsManyHoursAsTheLoopTakesAtMost() {
        Backlog base = Backlog.inOrder(100, 10, 10, 26, 7);
        RunConfig config = new RunConfig(Duration.ofMinutes(1), 10, 30, 100, RunConfig.Clock.HOURS);
        Workloads.Scale full =
                new Workloads.Scale(
                        base, config, 1, 10, 10_000_000, 1, MeasuredRuns.unkept(), null);
        Workloads.Scale quick =
                new Workloads.Scale(base, config, 1, 10, 1_000_000, 1, MeasuredRuns.unkept(), null);
        assertEquals(11, DescribedPlaces.backlog(full, DescribedPlaces.STATION).hours());
        assertEquals(144, DescribedPlaces.backlog(full, DescribedPlaces.SPARSE).hours());
        assertEquals(4, DescribedPlaces.backlog(quick, DescribedPlaces.STATION).hours());
        assertEquals(33, DescribedPlaces.backlog(quick, DescribedPlaces.SPARSE).hours());
    }

    private static Measurement slow(String contender) {
        Measurement.Span clock = span(100, 20, 1);
        return new Measurement(contender, clock, List.of(clock), 1, 1, 1);
    }

    private static Measurement run(String contender, double costShort, double costFull) {
        Measurement.Span clock = span(100, 10, 1);
        List<Measurement.Span> spans =
                List.of(
                        span(100, 1, costShort),
                        span(1000, 1, 77),
                        span(100, 1, costFull),
                        span(10, 1, 77));
        return new Measurement(contender, clock, spans, 1, 1, 1);
    }

    private static Measurement.Span span(long events, double seconds, double ownSeconds) {
        return new Measurement.Span(events, seconds, ownSeconds, 0, 0, Map.of());
    }
}
