package io.outpost.bench.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ReadsReportTest {
    private static final ReadsPlan PLAN =
            new ReadsPlan(2, 5, 10, 64, 1000, 5000, 15_000, List.of(ReadContender.values()));

    @Test
    void goalsAreOfTheSameRound() {
        String text = report(PLAN).markdown();
        assertTrue(
                text.contains(
                        "| API, latest conditions of a place / bare Javalin, a constant | **0.550** (0.500..0.600) | at least 0.5 | 2 |"),
                text);
        assertTrue(
                text.contains(
                        "| the map of 15,000 places, MB compressed | **0.750** (0.750..0.750) | below 1 | 2 |"),
                text);
        assertTrue(
                text.contains(
                        "| p99 of 5,000 requests/s on 1,000 connections, ms | **2.000** (2.000..2.000) | below 20 | 2 |"),
                text);
    }

    @Test
    void goalsOfWhatWasNotMeasuredAreLeftOut() {
        ReadsPlan one = plan("--contenders=LATEST", "--rounds=2");
        String text = report(one).markdown();
        assertFalse(text.contains("bare Javalin"), text);
        assertFalse(text.contains("MB compressed"), text);
    }

    @Test
    void theShortFormIsOverruledByWhatIsGiven() {
        assertEquals(
                new ReadsPlan(
                        3,
                        5,
                        5,
                        64,
                        1000,
                        5000,
                        2000,
                        List.of(ReadContender.SERIES, ReadContender.SQL)),
                plan("--quick", "--rounds=3", "--places=2000", "--contenders=SQL,SERIES"));
    }

    @Test
    void aPlanBeyondItsBoundsSaysWhichOption() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> plan("--places=999"));
        assertEquals("--places must be 1000 to 1000000", e.getMessage());
    }

    @Test
    void seriesAreOfStoredMinutesAndSeldomTheSame() {
        Set<String> different = new HashSet<>(StoredPlaces.series());
        assertTrue(different.size() > StoredPlaces.SERIES / 2, different.size() + " different");
        for (int i = 0; i < StoredPlaces.SERIES; i++) {
            assertFalse(StoredPlaces.end(i).isAfter(StoredPlaces.END));
            assertTrue(StoredPlaces.placeOf(i) < StoredPlaces.WITH_MINUTES);
        }
    }

    @Test
    void aScheduleHasItsFullRateFromTheEndOfTheWarmUpOn() {
        assertEquals(0, Timetable.dueSeconds(0, 100, 10));
        assertEquals(5, Timetable.dueSeconds(125, 100, 10), 1e-9);
        assertEquals(10, Timetable.dueSeconds(500, 100, 10), 1e-9);
        assertEquals(11, Timetable.dueSeconds(600, 100, 10), 1e-9);
    }

    private static ReadsPlan plan(String... options) {
        ReadsCommand command = new ReadsCommand();
        new CommandLine(command).parseArgs(options);
        return command.plan();
    }

    /** The API at half and at six tenths of the others. */
    private static ReadsReport report(ReadsPlan plan) {
        List<ReadResult> results = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (ReadContender contender : plan.contenders()) {
                boolean isPeer =
                        contender == ReadContender.CONSTANT || contender == ReadContender.SQL;
                long requests = isPeer ? 1_000_000 : 500_000 + 100_000L * round;
                Meter.Ended ended =
                        new Meter.Ended(
                                new Meter.Measured(requests, 10), requests, new Times(1, 2));
                results.add(
                        new ReadResult(
                                contender,
                                new Client.Ended(ended, Map.of(HttpResult.SERVER, 5.0)),
                                750_000));
            }
        }
        return new ReadsReport(plan, results);
    }
}
