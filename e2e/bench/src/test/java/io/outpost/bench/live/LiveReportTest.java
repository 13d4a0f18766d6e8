package io.outpost.bench.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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
    void theTableHasEachRateBesideWhatIsWanted() {
        String text = report(100, 0).markdown(plan(), 2000);
        assertTrue(text.contains("|  | 15,000/s | 30,000/s | wanted |"), text);
        assertTrue(
                text.contains(
                        "| minute row visible in Postgres, p50 / p95 / p99 / max, ms | 80 / 200 / 250 / **300** | 80 / 200 / 250 / **300** | p99 <= 500 |"),
                text);
        assertTrue(text.contains("| job, % of one core | 20 | 50 | <= 25 at 30,000/s |"), text);
        assertTrue(text.contains("must hold 100 observations and hold 100"), text);
    }

    @Test
    void aLostObservationOrAnAlertTwiceIsNotSound() {
        assertTrue(report(100, 0).isSound());
        assertFalse(report(99, 0).isSound());
        assertFalse(report(101, 0).isSound());
        assertFalse(report(100, 1).isSound());
    }

    @Test
    void aRowOrAnAlertThatDidNotComeIsNotSound() {
        assertFalse(new LiveReport(List.of(rate(1, 1, 1, 0)), 1, 1, 0, 0).isSound());
        assertFalse(new LiveReport(List.of(rate(1, 1, 0, 1)), 1, 1, 0, 0).isSound());
    }

    @Test
    void theShortFormIsOverruledByWhatIsGiven() {
        LivePlan quick = plan("--quick", "--seconds", "30");
        assertEquals(30, quick.seconds());
        assertEquals(5, quick.warmUpSeconds());
        assertEquals(List.of(15_000, 30_000), plan().rates());
        assertEquals(List.of(500), plan("--rates", "500").rates());
    }

    @Test
    void whatCannotBeMeasuredIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> plan("--seconds", "5"));
        assertThrows(IllegalArgumentException.class, () -> plan("--rates", "0"));
        assertThrows(IllegalArgumentException.class, () -> plan("--places", "10"));
    }

    @Test
    void theTasksOfTheProcessesComeThroughTheirArguments() throws IOException {
        ObjectMapper json = new ObjectMapper();
        var producer =
                new ProducerMain.Task(
                        "127.0.0.1:1", new Schedule(1000, 10.5, 30, 40), new Watched(40, 2, 77, 5));
        assertEquals(
                producer,
                json.readValue(json.writeValueAsString(producer), ProducerMain.Task.class));
        var sent = new ProducerMain.Sent(7, TIMES, Latency.of(Latency.newHistogram()));
        assertEquals(sent, json.readValue(json.writeValueAsString(sent), ProducerMain.Sent.class));
    }

    private static LivePlan plan(String... arguments) {
        LiveCommand command = new LiveCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.plan();
    }

    private static LiveReport report(long found, int alertsTwice) {
        List<RateResult> rates = List.of(rate(15_000, 20, 0, 0), rate(30_000, 50, 0, 0));
        return new LiveReport(rates, 100, found, 10, alertsTwice);
    }

    private static RateResult rate(
            double perSecond, double jobPercent, long rowsMissing, long alertsMissing) {
        return new RateResult(
                perSecond,
                60,
                60,
                new PaneWatcher.Seen(TIMES, TIMES, rowsMissing),
                TIMES,
                alertsMissing,
                TIMES,
                Map.of("job", jobPercent),
                new ProducerMain.Sent(1000, TIMES, TIMES));
    }
}
