package io.outpost.cli.verify.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.cli.verify.Emitted;
import io.outpost.cli.verify.HandMadeLog;
import io.outpost.cli.verify.emission.CountersContent;
import io.outpost.cli.verify.emission.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many sensors a place knows: here two. */
class KnownSensorsTest {
    private final HandMadeLog log =
            new HandMadeLog()
                    .replayed(Instant.parse("2026-08-01T00:00:00Z"), Duration.ofMillis(10));
    @TempDir private Path folder;
    private Rules rules;

    @BeforeEach
    void read() throws IOException {
        Path settings = Files.writeString(folder.resolve("s.yaml"), "places.most-sensors: 2\n");
        rules = Rules.read(settings);
    }

    @Test
    void isTenThousandWhereNothingElseIsSet() {
        assertEquals(10_000, Rules.defaults().mostSensors());
    }

    @Test
    void rejectsThoseThatItDoesNotKnowAndCountsThem() {
        sensors("PT0S", "a", "b", "c");
        sensors("PT1S", "a", "c", "b", "d");
        assertEquals("7=4+0+0+0+3+0", counts());
        assertEquals(
                List.of(
                        "rejected 0:2 TOO_MANY_SENSORS",
                        "rejected 0:4 TOO_MANY_SENSORS",
                        "rejected 0:6 TOO_MANY_SENSORS"),
                Emitted.of(Table.REJECTED, log.emissionsUntil("PT9999H", rules)));
    }

    @Test
    void theirObservationsMoveNoClock() {
        sensors("PT0S", "a", "b");
        sensors("PT5H", "c");
        assertEquals(HandMadeLog.millis("PT0S"), counters().clockMillis());
    }

    @Test
    void isDecidedAfterLate() {
        sensors("PT0S", "a");
        sensors("PT168H", "b");
        sensors("PT-1S", "c");
        assertEquals("3=2+0+0+1+0+0", counts());
    }

    @Test
    void oneThatWaitsIsNotKnownAndIsDecidedWhenItIsConfirmed() {
        sensors("PT0S", "a", "b");
        sensors("PT400H", "c");
        assertEquals("3=2+0+0+0+0+1", counts());
        sensors("PT401H", "c");
        // Both are applied, and neither is let in; nothing has moved the clock.
        assertEquals("4=2+0+0+0+2+0", counts());
        assertEquals(HandMadeLog.millis("PT0S"), counters().clockMillis());
    }

    @Test
    void ofSeveralThatAreConfirmedTheFirstOnesOfTheLogAreLetIn() {
        sensors("PT0S", "a");
        sensors("PT400H", "d", "c", "b");
        // d is let in: it is the second. It moves the clock, and a is forgotten, so c is too.
        assertEquals("4=3+0+0+0+1+0", counts());
        assertEquals(
                List.of("rejected 0:3 TOO_MANY_SENSORS"),
                Emitted.of(Table.REJECTED, log.emissionsUntil("PT9999H", rules)));
    }

    @Test
    void aJumpOfASensorThatItDoesNotKnowIsAJumpStill() {
        sensors("PT0S", "a", "b");
        sensors("PT400H", "c");
        sensors("PT1S", "c");
        assertEquals(
                List.of("rejected 0:2 TIME_JUMP", "rejected 0:3 TOO_MANY_SENSORS"),
                Emitted.of(Table.REJECTED, log.emissionsUntil("PT9999H", rules)));
    }

    @Test
    void knowsOneUntilItsNewestIsMoreThanAWeekBehindByTheSecond() {
        sensors("PT0.999S", "a");
        sensors("PT1H", "b");
        sensors("PT100H", "b");
        sensors("PT168H0.999S", "b");
        sensors("PT168H0.999S", "c");
        assertEquals("5=4+0+0+0+1+0", counts(), "168 h by the second, although in a new hour");
        sensors("PT168H1.5S", "b");
        sensors("PT168H1.5S", "c");
        assertEquals("7=5+0+0+0+2+0", counts(), "168 h 1 s behind, but in no new hour");
        sensors("PT169H", "b");
        sensors("PT169H", "c");
        assertEquals("9=7+0+0+0+2+0", counts());
    }

    @Test
    void theNewestIsThatByEventTimeNotTheLastThatCame() {
        sensors("PT0S", "a");
        sensors("PT100H", "a", "b");
        sensors("PT1H", "a");
        sensors("PT200H", "b");
        sensors("PT200H", "c");
        assertEquals("6=5+0+0+0+1+0", counts());
    }

    @Test
    void aDuplicateOrALateOneDoesNotKeepASensorKnown() {
        sensors("PT0S", "a");
        sensors("PT160H", "b", "a");
        // Of a the newest is at 160 h.
        sensors("PT200H", "b");
        sensors("PT160H", "a");
        sensors("PT10H", "a");
        sensors("PT329H", "b");
        sensors("PT329H", "c");
        assertEquals("8=6+1+0+1+0+0", counts());
    }

    private void sensors(String afterNoon, String... ids) {
        for (String id : ids) {
            log.sensor(id).at(afterNoon, 20);
        }
    }

    private String counts() {
        CountersContent c = counters();
        return "%d=%d+%d+%d+%d+%d+%d"
                .formatted(
                        c.records(),
                        c.accepted(),
                        c.duplicate(),
                        c.conflict(),
                        c.late(),
                        c.rejected(),
                        c.waiting());
    }

    private CountersContent counters() {
        PlaceFold fold = new PlaceFold(HandMadeLog.PLACE, rules, e -> {}, a -> {});
        log.records.forEach(fold::take);
        return fold.counters();
    }
}
