package io.outpost.cli.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunComparisonTest {
    private static final long UNTIL = 1_000;
    private static final String FIRST = counters("a", 1, 10, 5);
    private static final String SECOND = counters("a", 2, 20, 6);
    private static final String LATER = counters("a", 3, 1_000, 7);

    private final RunComparison comparison =
            new RunComparison(
                    UNTIL,
                    new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

    @Test
    void theSameAgainAndWhatIsLaterThanTheEndAreNoDifference() throws IOException {
        comparison.everything(run(FIRST, SECOND, FIRST, SECOND), run(FIRST, SECOND, LATER));
        assertTrue(comparison.isEqual(), comparison.lastLine());
    }

    @Test
    void whatOneLacksIsMissingOrExtra() throws IOException {
        comparison.everything(run(FIRST, SECOND), run(FIRST));
        comparison.everything(run(FIRST), run(FIRST, SECOND));
        assertEnds("missing=1 extra=1 different=0 violations=0");
    }

    @Test
    void otherContentIsADifference() throws IOException {
        comparison.everything(run(FIRST), run(counters("a", 1, 10, 6)));
        comparison.everything(run(FIRST), run(counters("a", 1, 11, 5)));
        assertEnds("missing=0 extra=0 different=2 violations=0");
    }

    @Test
    void aRunFromASavepointNeedsOnlyWhatCameAfter() throws IOException {
        comparison.since(run(FIRST, SECOND), run(SECOND), 20);
        assertTrue(comparison.isEqual(), comparison.lastLine());
        comparison.since(run(FIRST, SECOND), run(FIRST), 20);
        assertEnds("missing=1 extra=0 different=0 violations=0");
    }

    @Test
    void twoContentsUnderOneRevisionAndRevisionsThatFallAreViolations() throws IOException {
        assertEquals(1, run(FIRST, counters("a", 1, 10, 6)).violations().size());
        assertEquals(1, run(SECOND, FIRST).violations().size());
        assertEquals(List.of(), run(FIRST, SECOND, FIRST, LATER).violations());
        comparison.everything(run(FIRST, SECOND), run(SECOND, FIRST));
        assertEnds("missing=0 extra=0 different=0 violations=1");
    }

    @Test
    void nothingIsNotEqual() throws IOException {
        comparison.everything(run(), run());
        assertFalse(comparison.isEqual());
    }

    @Test
    void whatDiffersInDeclaredFieldsAloneIsCountedApart() throws IOException {
        DeclaredDifferences declared =
                DeclaredDifferences.parse("place_counters\trecords\twhy", "file");
        RunEmissions old = run(declared, FIRST, SECOND);
        comparison.since(old, run(declared, counters("a", 1, 10, 6), SECOND), 0);
        assertTrue(comparison.isEqual(), comparison.lastLine());
        assertEquals(1, comparison.differAsDeclared());
    }

    @Test
    void allElseOfAnEmissionWithADeclaredFieldMustBeEqual() throws IOException {
        DeclaredDifferences declared =
                DeclaredDifferences.parse("place_counters\taccepted\twhy", "file");
        RunEmissions old = run(declared, FIRST);
        comparison.since(old, run(declared, counters("a", 1, 10, 6)), 0);
        comparison.since(old, run(declared, counters("a", 1, 11, 5)), 0);
        comparison.since(old, run(declared, FIRST, SECOND), 0);
        assertEnds("missing=0 extra=1 different=2 violations=0");
        assertEquals(0, comparison.differAsDeclared());
    }

    private void assertEnds(String text) {
        assertTrue(comparison.lastLine().endsWith(text), comparison.lastLine());
        assertEquals(false, comparison.isEqual());
    }

    private static RunEmissions run(String... emissions) throws IOException {
        return run(DeclaredDifferences.NONE, emissions);
    }

    private static RunEmissions run(DeclaredDifferences declared, String... emissions)
            throws IOException {
        RunEmissions run = new RunEmissions("run", declared);
        for (String one : emissions) {
            run.add(one.getBytes(StandardCharsets.UTF_8));
        }
        return run;
    }

    private static String counters(String place, long revision, long asOf, int records) {
        return "{\"table\":\"place_counters\",\"place_id\":\"%s\",\"revision\":%d,\"as_of\":%d,\"records\":%d}"
                .formatted(place, revision, asOf, records);
    }
}
