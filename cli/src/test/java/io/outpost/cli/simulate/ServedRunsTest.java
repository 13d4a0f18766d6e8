package io.outpost.cli.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.Progress;
import io.outpost.cli.outcome.Patience;
import io.outpost.cli.stack.Endpoints;
import io.outpost.environment.KafkaAccess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServedRunsTest {
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    @TempDir Path folder;

    @Test
    void whereToGoOnSurvivesTheProcess() throws IOException {
        RunRequest request = RunRequest.ofLocalStack(NOW);
        request.fault.put("duplicates", 0.02);
        new ResumePoint(request, NOW, 42, true).write(folder.resolve("service.json"));
        ResumePoint read = ResumePoint.read(folder.resolve("service.json")).orElseThrow();
        assertEquals(42, read.sentThroughMillis());
        assertTrue(read.stopped());
        assertEquals(request.from, read.options().from);
        assertEquals(request.interval, read.options().interval);
        assertEquals(Map.of("duplicates", 0.02), read.options().fault);
    }

    @Test
    void aLiveRunBegunByRequestCatchesUpAlsoAfterARestart() throws IOException {
        RunPlan first = RunPlan.of(ResumePoint.JSON.readValue("{}", RunRequest.class), NOW);
        ResumePoint.beginning(first, NOW).write(folder.resolve("service.json"));
        ResumePoint read = ResumePoint.read(folder.resolve("service.json")).orElseThrow();
        Instant later = NOW.plus(Duration.ofHours(1));
        RunPlan again = read.plan(later);
        assertTrue(again.isLive());
        assertEquals(NOW.toEpochMilli(), again.fromMillis());
        assertEquals(first.reporting().intervalMillis(), again.reporting().intervalMillis());
        Clockwork clockwork =
                new Clockwork(
                        Clock.fixed(later, ZoneOffset.UTC),
                        again,
                        ServedRuns.resumeMillis(read, later));
        AtomicInteger looks = new AtomicInteger();
        assertTrue(
                clockwork.await(later.toEpochMilli(), 3_600_000, () -> looks.incrementAndGet() > 1),
                "an hour behind, nothing waits");
    }

    @Test
    void theEventTimeOfTheFutureIsWaitedForWhenLive() {
        Clockwork clockwork =
                new Clockwork(
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        RunPlan.of(new RunRequest(), NOW),
                        NOW.toEpochMilli());
        AtomicInteger looks = new AtomicInteger();
        assertFalse(
                clockwork.await(NOW.toEpochMilli() + 60_000, 0, () -> looks.incrementAndGet() > 1));
    }

    @Test
    void aPastSpanAtSpeedOneDoesNotHurry() {
        RunRequest request = new RunRequest();
        request.from = NOW.minus(Duration.ofDays(1));
        request.speed = "1";
        assertFalse(RunPlan.of(request, NOW).isLive());
    }

    @Test
    void aStartThatCannotBeSimulatedLeavesTheNotesAsTheyAre() throws IOException {
        Path notes = Files.createDirectories(folder.resolve("simulate")).resolve("service.json");
        new ResumePoint(RunRequest.ofLocalStack(NOW), NOW, 42, true).write(notes);
        ServedRuns runs = served(1);
        runs.begin(new RunRequest());
        RunRequest tooMuch = new RunRequest();
        tooMuch.rate = 1e9;
        assertThrows(IllegalArgumentException.class, () -> runs.start(tooMuch));
        assertEquals(42, ResumePoint.read(notes).orElseThrow().sentThroughMillis());
    }

    @Test
    void ofStartsAtTheSameTimeOneWinsAndTheNotesAreItsOwn() throws Exception {
        try (ServerSocket silentRegistry = new ServerSocket(0)) {
            ServedRuns runs = served(silentRegistry.getLocalPort());
            CountDownLatch go = new CountDownLatch(1);
            List<CompletableFuture<Integer>> starts = new ArrayList<>();
            for (int places = 1; places <= 8; places++) {
                RunRequest wanted = new RunRequest();
                wanted.places = places;
                starts.add(CompletableFuture.supplyAsync(() -> placesOfStarted(runs, wanted, go)));
            }
            go.countDown();
            List<Integer> started =
                    starts.stream().map(CompletableFuture::join).filter(n -> n > 0).toList();
            assertEquals(1, started.size());
            Path notes = folder.resolve("simulate").resolve("service.json");
            assertEquals(started.get(0), ResumePoint.read(notes).orElseThrow().options().places);
            assertEquals(started.get(0), runs.status().places());
        }
    }

    @Test
    void anOutageOfDaysIsNotMadeUpFor() {
        RunRequest request = RunRequest.ofLocalStack(NOW);
        long hourAgo = NOW.minus(Duration.ofHours(1)).toEpochMilli();
        long weekAgo = NOW.minus(Duration.ofDays(7)).toEpochMilli();
        assertEquals(
                hourAgo,
                ServedRuns.resumeMillis(new ResumePoint(request, NOW, hourAgo, false), NOW));
        assertEquals(
                NOW.minus(Duration.ofDays(2)).toEpochMilli(),
                ServedRuns.resumeMillis(new ResumePoint(request, NOW, weekAgo, false), NOW));
    }

    @Test
    void aFeedBeginsEarlyEnoughForWhatIsStillOnItsWay() {
        long day = Duration.ofDays(1).toMillis();
        assertEquals(10 * day, FeedSender.feedStart(10 * day, Long.MIN_VALUE));
        assertEquals(10 * day, FeedSender.feedStart(10 * day, 10 * day + 5));
        assertEquals(14 * day, FeedSender.feedStart(10 * day, 15 * day));
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

    /** Number of places of the run that it started; 0: it was refused. */
    private static int placesOfStarted(ServedRuns runs, RunRequest wanted, CountDownLatch go) {
        try {
            go.await();
            runs.start(wanted);
            return wanted.places;
        } catch (IllegalStateException e) {
            return 0;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private ServedRuns served(int registryPort) throws IOException {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        String nobody = "localhost:1";
        return new ServedRuns(
                new Endpoints(
                        KafkaAccess.open(nobody),
                        "log",
                        "http://localhost:" + registryPort,
                        "jdbc:postgresql://" + nobody + "/none",
                        "none",
                        "none",
                        nobody,
                        nobody),
                new RunSettings(
                        folder,
                        null,
                        "none",
                        false,
                        null,
                        false,
                        Patience.of(Duration.ZERO),
                        null,
                        millis -> {}),
                new Progress(nowhere, false, System::nanoTime));
    }
}
