package io.outpost.cli.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServedRunsTest {
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    @TempDir Path folder;

    @Test
    void whereToGoOnSurvivesTheProcess() throws IOException {
        RunRequest request = RunRequest.ofLocalStack(NOW);
        request.fault.put("duplicates", 0.02);
        new ResumePoint(request, 42, true).write(folder.resolve("service.json"));
        ResumePoint read = ResumePoint.read(folder.resolve("service.json")).orElseThrow();
        assertEquals(42, read.sentThroughMillis());
        assertTrue(read.stopped());
        assertEquals(request.from, read.options().from);
        assertEquals(request.interval, read.options().interval);
        assertEquals(Map.of("duplicates", 0.02), read.options().fault);
    }

    @Test
    void anOutageOfDaysIsNotMadeUpFor() {
        RunRequest request = RunRequest.ofLocalStack(NOW);
        long hourAgo = NOW.minus(Duration.ofHours(1)).toEpochMilli();
        long weekAgo = NOW.minus(Duration.ofDays(7)).toEpochMilli();
        assertEquals(
                hourAgo, ServedRuns.resumeMillis(new ResumePoint(request, hourAgo, false), NOW));
        assertEquals(
                NOW.minus(Duration.ofDays(2)).toEpochMilli(),
                ServedRuns.resumeMillis(new ResumePoint(request, weekAgo, false), NOW));
    }

    @Test
    void aFeedBeginsEarlyEnoughForWhatIsStillOnItsWay() {
        long day = Duration.ofDays(1).toMillis();
        assertEquals(10 * day, Sending.feedStart(10 * day, Long.MIN_VALUE));
        assertEquals(10 * day, Sending.feedStart(10 * day, 10 * day + 5));
        assertEquals(14 * day, Sending.feedStart(10 * day, 15 * day));
    }

    @Test
    void aRateSetsTheIntervalOfEachSensor() {
        RunRequest request = new RunRequest();
        request.places = 15_000;
        request.rate = 15_000.0;
        RunPlan plan = RunPlan.of(request, NOW);
        assertEquals(
                plan.world().sensors().size() / 15.0,
                (double) plan.reporting().intervalMillis(),
                1.0);
        request.rate = 1_000_000.0;
        assertThrows(IllegalArgumentException.class, () -> RunPlan.of(request, NOW));
    }

    @Test
    void aStartInTheFutureIsRefused() {
        RunRequest request = new RunRequest();
        request.from = NOW.plusSeconds(1);
        assertThrows(IllegalArgumentException.class, () -> request.check(NOW));
    }
}
