package io.outpost.core.place;

import static io.outpost.core.place.Readings.NOON;
import static io.outpost.core.place.Readings.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A change of a pane that had closed is emitted, however far the clock goes on after it. */
class ChangedPanesTest {
    private final KeptPlace kept = new KeptPlace();
    private final Emitted emitted = kept.emitted;

    @Test
    void aMinuteIsEmittedAgainBeforeItFallsBehindTheMinuteHorizon() {
        observe("a", NOON);
        kept.idle();
        observe("b", NOON.plusSeconds(1));
        observe("a", NOON.plus(Duration.ofHours(4)));
        kept.idle();
        assertEquals(2, emitted.pane(PaneWidth.MINUTE, NOON.toEpochMilli()).observations());
    }

    @Test
    void anHourIsEmittedAgainBeforeItFallsBehindTheHourHorizon() {
        Instant sixDaysBefore = NOON.minus(Duration.ofDays(6));
        observe("a", sixDaysBefore);
        observe("a", NOON);
        kept.idle();
        observe("b", sixDaysBefore.plusSeconds(1));
        observe("a", NOON.plus(Duration.ofDays(2)));
        kept.idle();
        assertEquals(2, emitted.pane(PaneWidth.HOUR, sixDaysBefore.toEpochMilli()).observations());
    }

    private void observe(String sensor, Instant at) {
        kept.replay(reading().of(sensor).at(at).celsius(20));
    }
}
