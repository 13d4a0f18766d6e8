package io.outpost.flink.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The watch, look by look. */
class LogWatchTest {
    private static final KnownLog READ = new KnownLog("a", 1, new long[] {3});

    private final List<String> objections = new ArrayList<>();

    @Test
    void handsOverAnObjectionOnce() {
        try (LogWatch watch = watch(() -> log(2))) {
            watch.look();
            watch.look();
        }
        assertEquals(1, objections.size());
        assertTrue(objections.get(0).startsWith("The log was cut"), objections.get(0));
    }

    @Test
    void aLogThatGoesOnIsNoObjection() {
        try (LogWatch watch = watch(() -> log(4))) {
            watch.look();
        }
        assertEquals(List.of(), objections);
    }

    @Test
    void noAnswerIsCountedAndNoObjection() {
        LogWatch.Looks unreachable =
                () -> {
                    throw new NoAnswerException("no answer", null);
                };
        try (LogWatch watch = watch(unreachable)) {
            watch.look();
            watch.look();
            assertEquals(2, watch.unanswered());
        }
        assertEquals(List.of(), objections);
    }

    @Test
    void comparesNothingBeforeSomethingIsKnown() {
        try (LogWatch watch = new LogWatch(() -> log(0), Optional::empty, objections::add)) {
            watch.look();
        }
        assertEquals(List.of(), objections);
    }

    /** What is read while the broker is asked lies behind the ends that it gives. */
    @Test
    void takesWhatIsKnownBeforeItLooks() {
        long[] read = {3};
        LogWatch.Looks readsOnMeanwhile =
                () -> {
                    read[0] = 9;
                    return log(4);
                };
        try (LogWatch watch =
                new LogWatch(
                        readsOnMeanwhile,
                        () -> Optional.of(new KnownLog("a", 1, read.clone())),
                        objections::add)) {
            watch.look();
        }
        assertEquals(List.of(), objections);
    }

    @Test
    void looksOnInItsOwnThreadAlsoAfterAFailure() throws Exception {
        CompletableFuture<String> objection = new CompletableFuture<>();
        int[] looks = {0};
        LogWatch.Looks failsAtFirst =
                () -> {
                    looks[0]++;
                    if (looks[0] == 1) {
                        throw new IllegalStateException("a failure of its own");
                    }
                    return log(2);
                };
        try (LogWatch watch =
                new LogWatch(failsAtFirst, () -> Optional.of(READ), objection::complete)) {
            watch.start(Duration.ofMillis(1));
            assertTrue(objection.get(30, TimeUnit.SECONDS).startsWith("The log was cut"));
        }
    }

    private LogWatch watch(LogWatch.Looks looks) {
        return new LogWatch(looks, () -> Optional.of(READ), objections::add);
    }

    private static LogState log(long endOffset) {
        return new LogState("a", new long[] {0}, new long[] {endOffset}, "LogAppendTime", "delete");
    }
}
