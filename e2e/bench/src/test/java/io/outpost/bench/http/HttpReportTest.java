package io.outpost.bench.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HttpReportTest {
    private static final HttpPlan PLAN =
            new HttpPlan(2, 5, 10, 16, 500, List.of(Contender.values()));

    @Test
    void ratiosAreOfTheSameRound() {
        String text = report().markdown();
        assertTrue(
                text.contains(
                        "| API, signed batches of NDJSON / plain Kafka producer | **0.550** (0.500..0.600) | 0.5 | 2 |"),
                text);
        assertTrue(
                text.contains(
                        "| API, signed batches of NDJSON | **55,000** (50,000..60,000) | 50,000 | 2 |"),
                text);
    }

    @Test
    void processorTimeIsPerObservation() {
        String text = report().markdown();
        assertTrue(
                text.contains(
                        "| API, one, signed | **55,000** (50,000..60,000) | 1.0 / 2.0 | 9.2 | 1.8 | 0.0 | 0.0 |"),
                text);
    }

    @Test
    void theShortFormIsOverruledByWhatIsGiven() {
        List<Contender> only = List.of(Contender.PRODUCER, Contender.SIGNED_BATCHES);
        assertEquals(
                new HttpPlan(3, 5, 5, 64, 500, only),
                plan("--quick", "--rounds=3", "--contenders=SIGNED_BATCHES,PRODUCER"));
    }

    @Test
    void aBatchThatTheApiWouldRejectIsNoPlan() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> plan("--batch", "701"));
        assertEquals("--batch must be 1 to 700", e.getMessage());
    }

    @Test
    void aBatchIsNoLongerThanTheApiTakesOfASignedOne() {
        byte[] lines = new Observations(HttpPlan.MOST_CONNECTIONS).lines(255, 1400, 700);
        assertTrue(lines.length <= 256 * 1024, lines.length + " bytes");
    }

    private static HttpPlan plan(String... options) {
        HttpCommand command = new HttpCommand();
        new CommandLine(command).parseArgs(options);
        return command.plan();
    }

    /** The batches at half and at six tenths of the producer. */
    private static HttpReport report() {
        List<HttpResult> results = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (Contender contender : Contender.values()) {
                long observations =
                        contender == Contender.PRODUCER ? 1_000_000 : 500_000 + 100_000L * round;
                results.add(
                        new HttpResult(
                                contender,
                                new Meter.Ended(
                                        new Meter.Measured(observations, 10),
                                        observations,
                                        new Times(1, 2)),
                                Map.of(
                                        HttpResult.SERVER, 5.0,
                                        HttpResult.CLIENT, 1.0,
                                        HttpResult.BROKER, 0.0,
                                        HttpResult.POSTGRES, 0.0)));
            }
        }
        return new HttpReport(PLAN, results);
    }
}
