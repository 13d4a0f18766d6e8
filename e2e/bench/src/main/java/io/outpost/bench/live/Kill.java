package io.outpost.bench.live;

import io.outpost.bench.fixture.CheckpointFolder;
import java.io.IOException;
import java.time.Duration;

/** The job's process killed at a constant rate, and started again from its newest checkpoint. */
record Kill(LiveFixture live, ScheduledProducer producer) {
    static final int LEAST_SECONDS = 20;

    private static final long BEFORE_MILLIS = 10_000;

    /** A checkpoint under load, and the kill, come at most so long after that. */
    private static final long KILL_WITHIN_MILLIS = 6_000;

    private static final long TAIL_MILLIS = 2_000;
    private static final int MILLIS_PER_SECOND = 1000;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** A schedule that lasts until the minute of the kill has closed, so that its rows count. */
    static Schedule schedule(long startMillis, double perSecond, int seconds, int places) {
        long kill = startMillis + BEFORE_MILLIS + KILL_WITHIN_MILLIS;
        long minuteEnd = (kill / Window.MINUTE_MILLIS + 1) * Window.MINUTE_MILLIS;
        long millis = minuteEnd + Window.GRACE_MILLIS + TAIL_MILLIS - startMillis;
        int least = (int) (millis / MILLIS_PER_SECOND + 1);
        return Schedule.constant(startMillis, perSecond, Math.max(seconds, least), places);
    }

    LiveResults.Kill measure() throws IOException, InterruptedException {
        long start = producer.schedule().startMillis();
        live.awaitTime(start + BEFORE_MILLIS);
        awaitCheckpointAfter(start);
        long killed = System.currentTimeMillis();
        live.killJob();
        // What the job still reported before does not matter.
        long gone = System.currentTimeMillis();
        CheckpointFolder.Checkpoint from = live.checkpoints().newest().orElseThrow();
        live.startJob(from.path());
        awaitCheckpointAfter(from.completedMillis());
        live.await("the lag gone", LIMIT, () -> isCaughtUp(gone, live.progress().latest()));
        long next =
                live.checkpoints()
                        .firstAfter(from.completedMillis())
                        .orElseThrow()
                        .completedMillis();
        long caughtUp = producer.firstMillis(gone, sample -> isCaughtUp(gone, sample));
        ProducerMain.Sent sent = producer.awaitSent();
        producer.awaitProcessed(LIMIT);
        return new LiveResults.Kill(
                producer.schedule().fromPerSecond(),
                seconds(start, killed),
                seconds(from.completedMillis(), killed),
                seconds(killed, next),
                seconds(killed, caughtUp),
                mostLag(killed),
                sent);
    }

    private void awaitCheckpointAfter(long millis) throws IOException, InterruptedException {
        live.await(
                "a completed checkpoint",
                LIMIT,
                () -> live.checkpoints().firstAfter(millis).isPresent());
    }

    private boolean isCaughtUp(long gone, Progress.Sample sample) {
        return sample.millis() > gone && producer.lag().isNone(sample);
    }

    private long mostLag(long killed) {
        return live.progress().within(killed, Long.MAX_VALUE).stream()
                .mapToLong(producer.lag()::records)
                .max()
                .orElse(0);
    }

    private static double seconds(long fromMillis, long toMillis) {
        return (toMillis - fromMillis) / (double) MILLIS_PER_SECOND;
    }
}
