package io.outpost.bench.live;

import io.outpost.bench.live.Checkpoints.Checkpoint;
import io.outpost.bench.live.Progress.Sample;
import java.io.IOException;
import java.time.Duration;

/** The job's process killed at a constant rate, and started again from its newest checkpoint. */
final class Kill {
    static final int LEAST_SECONDS = 20;

    private static final long BEFORE_MILLIS = 10_000;

    /** A checkpoint under load, and the kill, come at most so long after that. */
    private static final long KILL_WITHIN_MILLIS = 6_000;

    private static final long TAIL_MILLIS = 2_000;
    private static final int MILLIS_PER_SECOND = 1000;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final LiveStage stage;
    private final Feed feed;

    Kill(LiveStage stage, Feed feed) {
        this.stage = stage;
        this.feed = feed;
    }

    /** A schedule that goes on until the minute of the kill has closed, so that its rows count. */
    static Schedule schedule(long startMillis, double perSecond, int seconds, int places) {
        long kill = startMillis + BEFORE_MILLIS + KILL_WITHIN_MILLIS;
        long minuteEnd = (kill / Window.MINUTE_MILLIS + 1) * Window.MINUTE_MILLIS;
        long millis = minuteEnd + Window.GRACE_MILLIS + TAIL_MILLIS - startMillis;
        int least = (int) (millis / MILLIS_PER_SECOND + 1);
        return Schedule.constant(startMillis, perSecond, Math.max(seconds, least), places);
    }

    KillResult measure() throws IOException, InterruptedException {
        long start = feed.schedule().startMillis();
        stage.awaitTime(start + BEFORE_MILLIS);
        stage.await(
                "a checkpoint completed under load",
                LIMIT,
                () -> stage.checkpoints().firstAfter(start).isPresent());
        long killed = System.currentTimeMillis();
        stage.killJob();
        // What the job still told before is of no matter.
        long gone = System.currentTimeMillis();
        Checkpoint from = stage.checkpoints().newest().orElseThrow();
        stage.restoreJob(from.path());
        stage.await("a checkpoint completed after the kill", LIMIT, () -> next(from) > 0);
        stage.await("the lag gone", LIMIT, () -> isCaughtUp(gone, stage.progress().latest()));
        long caughtUp = firstCaughtUp(gone);
        ProducerStatistics sent = feed.awaitSent();
        feed.awaitProcessed(LIMIT);
        return new KillResult(
                feed.schedule().fromPerSecond(),
                (killed - start) / 1000.0,
                (killed - from.millis()) / 1000.0,
                (next(from) - killed) / 1000.0,
                (caughtUp - killed) / 1000.0,
                mostLag(killed),
                sent);
    }

    /** When the first checkpoint after this one was completed; 0: there is none yet. */
    private long next(Checkpoint from) throws IOException {
        return stage.checkpoints().firstAfter(from.millis()).map(Checkpoint::millis).orElse(0L);
    }

    private boolean isCaughtUp(long gone, Sample sample) {
        return sample.millis() > gone && feed.lag().isNone(sample);
    }

    private long firstCaughtUp(long gone) {
        return stage.progress().within(gone, Long.MAX_VALUE).stream()
                .filter(sample -> isCaughtUp(gone, sample))
                .mapToLong(Sample::millis)
                .findFirst()
                .orElseThrow();
    }

    private long mostLag(long killed) {
        return stage.progress().within(killed, Long.MAX_VALUE).stream()
                .mapToLong(feed.lag()::records)
                .max()
                .orElse(0);
    }
}
