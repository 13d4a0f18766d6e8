package io.outpost.place;

import static io.outpost.place.Readings.NOON;
import static io.outpost.place.Readings.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A change of a pane that had closed is written out, however far the clock goes on after it. */
class ChangedPanesTest {
    private final InMemoryPlace memory = new InMemoryPlace();
    private final Told told = new Told();
    private final PlaceKeeper keeper = new PlaceKeeper(Rules.conditions(), memory, told);

    @Test
    void aMinuteIsWrittenAgainBeforeItFallsBehindTheMinuteHorizon() {
        observe("a", NOON);
        keeper.closeAll(memory.place);
        observe("b", NOON.plusSeconds(1));
        observe("a", NOON.plus(Duration.ofHours(4)));
        keeper.closeAll(memory.place);
        assertEquals(2, told.pane(Tier.MINUTE, NOON.toEpochMilli()).observations());
    }

    @Test
    void anHourIsWrittenAgainBeforeItFallsBehindTheHourHorizon() {
        Instant sixDaysBefore = NOON.minus(Duration.ofDays(6));
        observe("a", sixDaysBefore);
        observe("a", NOON);
        keeper.closeAll(memory.place);
        observe("b", sixDaysBefore.plusSeconds(1));
        observe("a", NOON.plus(Duration.ofDays(2)));
        keeper.closeAll(memory.place);
        assertEquals(2, told.pane(Tier.HOUR, sixDaysBefore.toEpochMilli()).observations());
    }

    private void observe(String sensor, Instant at) {
        keeper.observe(memory.place, reading().of(sensor).at(at).celsius(20).build());
    }
}
