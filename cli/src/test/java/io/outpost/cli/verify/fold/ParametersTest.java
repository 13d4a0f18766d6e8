package io.outpost.cli.verify.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.verify.HandMadeLog;
import io.outpost.cli.verify.emission.ParametersContent;
import io.outpost.cli.verify.log.LoggedParameters;
import io.outpost.schemas.Place;
import org.junit.jupiter.api.Test;

final class ParametersTest {
    private static final long MINUTE = PaneSeries.MINUTE;
    private static final long HOUR = PaneSeries.HOUR;

    private final Parameters parameters = new Parameters(1_000_000);

    @Test
    void aVersionAppliesFromTheMinuteAndTheHourAfterThoseThatHaveClosed() {
        assertFrom(null, null, add(300));
        parameters.minuteClosed(5 * MINUTE);
        assertFrom(6 * MINUTE, null, add(400));
        parameters.hourClosed(-HOUR);
        parameters.minuteClosed(2 * MINUTE);
        assertFrom(6 * MINUTE, 0L, add(500));
        assertEquals(300_000, parameters.staleAfterMillisAt(5 * MINUTE));
        assertEquals(500_000, parameters.staleAfterMillisAt(6 * MINUTE));
    }

    @Test
    void aVersionThatIsTakenBackLeavesTheDefaults() {
        add(300);
        parameters.minuteClosed(0);
        parameters.add(said(HandMadeLog.hut().setWindHeightMetres(2.0).setRemoved(true)));
        assertEquals(300_000, parameters.staleAfterMillisAt(0));
        assertEquals(1_000_000, parameters.staleAfterMillisAt(MINUTE));
        assertEquals(1_000_000, parameters.newestStaleAfterMillis());
        assertTrue(Double.isNaN(parameters.windHeightMetresAt(MINUTE)));
    }

    @Test
    void ofMoreThan64VersionsTheOldestFallsAwayAndTheNextOneAppliesToItsTime() {
        for (int number = 0; number < 66; number++) {
            add(300 + number);
            // One more that applies from the same minute replaces it.
            add(1300 + number);
            parameters.minuteClosed(number * MINUTE);
        }
        assertEquals(1_302_000, parameters.staleAfterMillisAt(-HOUR));
        assertEquals(1_302_000, parameters.staleAfterMillisAt(2 * MINUTE));
        assertEquals(1_303_000, parameters.staleAfterMillisAt(3 * MINUTE));
        assertEquals(1_365_000, parameters.staleAfterMillisAt(HOUR + 5 * MINUTE));
    }

    private ParametersContent add(int staleAfterSeconds) {
        return parameters.add(said(HandMadeLog.hut().setStaleAfterSeconds(staleAfterSeconds)));
    }

    private static LoggedParameters said(Place.Builder place) {
        return LoggedParameters.of(place.build(), 0, 0, 0);
    }

    private static void assertFrom(Long minute, Long hour, ParametersContent content) {
        assertEquals(minute, content.appliedFromMillis());
        assertEquals(hour, content.hourAppliedFromMillis());
    }
}
