package io.outpost.e2e.burst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.e2e.burst.BurstCheck.Posted;
import io.outpost.e2e.burst.BurstCheck.Seen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BurstResultsTest {
    private static final Seen AS_DUE = new Seen(100, 0, 0, 0, 0);

    @TempDir private Path folder;

    private static BurstReport report(Victim victim, int gaps, int inFlight, int mostInFlight) {
        return new BurstReport(
                victim,
                victim.label() + " at 50 %",
                AS_DUE,
                AS_DUE,
                List.of(new Seen(20, 0, 0, 0, 0)),
                3,
                gaps,
                new Posted(100, 102, 1, 0, 0, inFlight, 0),
                mostInFlight,
                Duration.ofSeconds(70));
    }

    @Test
    void aLaterRunGoesOnAfterThoseOfItsSeedThatWereAsDue() throws IOException {
        Path file = folder.resolve("bursts.md");
        BurstResults results = new BurstResults(file, 1, System.out);
        results.add(report(Victim.API, 0, 0, 0));
        results.add(report(Victim.KAFKA, 1, 0, 0));
        results.add(report(Victim.DELIVER, 0, 1, 10));
        assertEquals(Set.of("api", "deliver"), new BurstResults(file, 1, System.out).done());
        assertEquals(Set.of(), new BurstResults(file, 2, System.out).done());
    }

    @Test
    void onlyWhereWhoSendsWasKilledMayAnythingComeAgain() {
        assertFalse(report(Victim.API, 0, 1, 0).isAsDue());
        assertTrue(report(Victim.DELIVER, 0, 10, 10).isAsDue());
        assertFalse(report(Victim.DELIVER, 0, 11, 10).isAsDue());
    }
}
