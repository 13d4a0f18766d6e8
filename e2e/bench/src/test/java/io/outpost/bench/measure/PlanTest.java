package io.outpost.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.Disorder;
import io.outpost.bench.measure.Plan.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Backlog DAY = new Backlog(10, 1, 10, 26, 0, 7);

    @Test
    void marksStandAroundShortAndFullWindows() {
        assertEquals(List.of(60L, 180L, 1425L, 1545L, 1570L), plan(Clock.HOURS).marks(DAY));
    }

    @Test
    void recordsThatAreSentTwiceMoveTheMarks() {
        Backlog twice = DAY.with(100, Disorder.NONE);
        assertEquals(List.of(120L, 360L, 2850L, 3090L, 3140L), plan(Clock.HOURS).marks(twice));
    }

    @Test
    void aBacklogTooShortToFillTheWindowsHasNoMarksAroundThem() {
        Backlog brief = new Backlog(10, 1, 10, 5, 0, 7);
        assertEquals(List.of(15L, 310L), plan(Clock.HOURS).marks(brief));
    }

    @Test
    void aClockOfTheProcessBeginsAtItsStart() {
        assertEquals(List.of(0L, 1570L), plan(Clock.PROCESS).marks(DAY));
    }

    @Test
    void aSteadyClockLeavesOutTheFirstReportsAndTheClosing() {
        assertEquals(List.of(314L, 942L), plan(Clock.STEADY).marks(DAY));
    }

    @Test
    void onlyAClockOfTheProcessBeginsCold() {
        assertEquals(0, plan(Clock.HOURS).with(Clock.PROCESS).warmPassRecords());
        assertEquals(10, plan(Clock.HOURS).with(Clock.STEADY).warmPassRecords());
    }

    private static Plan plan(Clock clock) {
        return new Plan(Duration.ofMinutes(1), 10, 30, 100, clock);
    }
}
