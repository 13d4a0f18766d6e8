package io.outpost.bench.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.bench.report.MachineInfo;
import io.outpost.bench.report.Report;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LiveReportTest {
    private static final Latency TIMES = new Latency(500, 80, 200, 250, 300);

    @Test
    void percentilesAreThoseOfAllTimes() {
        Histogram millis = new Histogram(3);
        LongStream.rangeClosed(1, 1000).forEach(millis::recordValue);
        assertEquals(new Latency(1000, 500, 950, 990, 1000), Latency.of(millis));
    }

    @Test
    void noTimesHaveNoPercentiles() {
        assertEquals("none", Latency.of(Latency.newHistogram()).text());
    }

    @Test
    void theTableHasEachRateBesideWhatIsWantedAndTheRatioOfTheLast() {
        String text = report(results()).markdown();
        assertTrue(text.contains("|  | 15,000/s | 30,000/s | wanted | ratio to it |"), text);
        assertTrue(
                text.contains(
                        "| minute row visible in Postgres, p50 / p95 / p99 / max, ms | 80 / 200 / 250 / **300** | 80 / 200 / 250 / **300** | p99 <= 500 | 0.50 |"),
                text);
        assertTrue(text.contains("| max <= 2250 | 0.13 |"), text);
        assertTrue(text.contains("| **20** | **50** | <= 25 at 30,000/s | 2.00 |"), text);
        assertTrue(text.contains("lag begins to grow at 31,000/s"), text);
        assertTrue(text.contains("gone **4.5 s** after the end"), text);
        assertTrue(text.contains("`./outpost bench live`"), text);
    }

    @Test
    void aLostRowOrAnAlertTwiceIsNotSound() {
        assertTrue(results().isSound());
        LiveResults lost = results();
        lost.audit = new RowAudit.Finding(10, 100, 1, 0);
        assertFalse(lost.isSound());
        LiveResults twice = results();
        twice.alertsTwice = 1;
        assertFalse(twice.isSound());
        LiveResults failed = results();
        failed.failure = "no broker";
        assertFalse(failed.isSound());
    }

    @Test
    void allFiguresAreInTheJson() throws IOException {
        JsonNode json = new ObjectMapper().readTree(Report.json(report(results())));
        assertEquals(50, json.at("/results/constant/1/processor/job").asDouble());
        assertEquals(250, json.at("/results/constant/0/panes/latencyMillis/p99").asDouble());
        assertEquals(4.5, json.at("/results/ramp/drainSeconds").asDouble());
        assertEquals(60, json.at("/plan/seconds").asInt());
    }

    @Test
    void theShortFormIsOverruledByWhatIsGiven() {
        LivePlan quick = plan("--quick", "--seconds", "30", "--only", "constant,kill");
        assertEquals(30, quick.seconds());
        assertEquals(5, quick.warmUpSeconds());
        assertEquals(Set.of(LivePlan.Workload.CONSTANT, LivePlan.Workload.KILL), quick.workloads());
        assertEquals(List.of(15_000, 30_000), plan().rates());
        assertEquals(List.of(500), plan("--rates", "500").rates());
    }

    @Test
    void whatCannotBeMeasuredIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> plan("--seconds", "5"));
        assertThrows(IllegalArgumentException.class, () -> plan("--kill-seconds", "5"));
        assertThrows(IllegalArgumentException.class, () -> plan("--rates", "0"));
        assertThrows(IllegalArgumentException.class, () -> plan("--places", "10"));
    }

    @Test
    void theTasksOfTheProcessesComeThroughTheirArguments() throws IOException {
        ObjectMapper json = new ObjectMapper();
        var producer =
                new ProducerMain.Task(
                        "127.0.0.1:1",
                        new Schedule(1000, 10.5, 20, 30, 40),
                        new Watched(40, 2, 77, 5));
        assertEquals(
                producer,
                json.readValue(json.writeValueAsString(producer), ProducerMain.Task.class));
        var sent = new ProducerMain.Sent(7, TIMES, Latency.of(Latency.newHistogram()));
        assertEquals(sent, json.readValue(json.writeValueAsString(sent), ProducerMain.Sent.class));
    }

    private static LivePlan plan(String... arguments) {
        LiveCommand command = new LiveCommand();
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return command.plan();
    }

    private static LiveReport report(LiveResults results) {
        return new LiveReport(
                "./outpost bench live",
                new MachineInfo("a processor", 2, 1024, "a JVM", "a kernel"),
                plan(),
                LiveReport.Wanted.with(2000),
                results);
    }

    private static LiveResults results() {
        LiveResults results = new LiveResults();
        results.constant.add(constant(15_000, 20));
        results.constant.add(constant(30_000, 50));
        results.ramp =
                new LiveResults.Ramp(
                        1000,
                        60_000,
                        60,
                        31_000,
                        List.of(new LiveResults.Second(1, 1000, 10, 1)),
                        4.5,
                        sent());
        results.kill = new LiveResults.Kill(15_000, 11, 1.5, 9, 12, 100, sent());
        results.audit = new RowAudit.Finding(10, 100, 0, 0);
        results.alerts = 10;
        return results;
    }

    private static LiveResults.Constant constant(double perSecond, double jobPercent) {
        return new LiveResults.Constant(
                perSecond,
                60,
                60,
                new PaneWatcher.Seen(TIMES, TIMES, 0, 0),
                1.3,
                TIMES,
                0,
                TIMES,
                TIMES,
                TIMES,
                900,
                new ProcessorShares(jobPercent, 5, 4, 3, 2, 1),
                sent());
    }

    private static ProducerMain.Sent sent() {
        return new ProducerMain.Sent(1000, TIMES, TIMES);
    }
}
