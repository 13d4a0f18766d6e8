package io.outpost.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.Disorder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunConfigTest {
    private static final Backlog DAY = Backlog.inOrder(10, 1, 10, 26, 7);

    @Test
    void marksAreAroundShortAndFullWindows() {
        assertEquals(
                List.of(60L, 180L, 1425L, 1545L, 1570L), config(RunConfig.Clock.HOURS).marks(DAY));
    }

    @Test
    void recordsThatAreSentTwiceMoveTheMarks() {
        Backlog twice = DAY.with(100, Disorder.NONE);
        assertEquals(
                List.of(120L, 360L, 2850L, 3090L, 3140L),
                config(RunConfig.Clock.HOURS).marks(twice));
    }

    @Test
    void aBacklogTooShortToFillTheWindowsHasNoMarksAroundThem() {
        Backlog brief = Backlog.inOrder(10, 1, 10, 5, 7);
        assertEquals(List.of(15L, 310L), config(RunConfig.Clock.HOURS).marks(brief));
    }

    @Test
    void aClockOfTheProcessBeginsAtItsStart() {
        assertEquals(List.of(0L, 1570L), config(RunConfig.Clock.PROCESS).marks(DAY));
    }

    @Test
    void aSteadyClockLeavesOutTheFirstReportsAndTheClosing() {
        assertEquals(List.of(314L, 942L), config(RunConfig.Clock.STEADY).marks(DAY));
    }

    @Test
    void aClockOfWholeHoursCountsWhatDescribesPlacesBeforeThem() {
        Backlog described = DAY.with(Backlog.Sites.DESCRIBED);
        assertEquals(List.of(100L, 1540L), config(RunConfig.Clock.WHOLE_HOURS).marks(described));
    }

    @Test
    void onlyAClockOfTheProcessBeginsCold() {
        assertEquals(
                0, config(RunConfig.Clock.HOURS).with(RunConfig.Clock.PROCESS).warmPassRecords());
        assertEquals(
                10, config(RunConfig.Clock.HOURS).with(RunConfig.Clock.STEADY).warmPassRecords());
    }

    private static RunConfig config(RunConfig.Clock clock) {
        return new RunConfig(Duration.ofMinutes(1), 10, 30, 100, clock);
    }
}
