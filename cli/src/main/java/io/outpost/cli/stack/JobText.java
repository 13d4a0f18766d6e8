package io.outpost.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines of a status report about one job. */
final class JobText {
    private static final String ROW = "  %-12s %-9s %s";

    /** Several checkpoints: until one is complete, nobody knows that what it holds was read. */
    private static final long KEEPS_UP_MILLIS = 10_000;

    private JobText() {}

    static void add(StringBuilder text, JobStatus job, Instant now) {
        StatusText.line(
                text,
                ROW,
                job.name().equals(StackJob.CONDITIONS.title()) ? "job" : job.name(),
                job.state().toLowerCase(Locale.ROOT),
                identity(job));
        if (job.failure() != null) {
            StatusText.line(text, ROW, "", "", job.failure().lines().findFirst().orElse(""));
        }
        if (job.restoredFrom() != null) {
            StatusText.line(text, ROW, "", "", "began from " + job.restoredFrom());
        }
        if (job.lastCheckpoint() != null) {
            StatusText.line(
                    text,
                    ROW,
                    "  checkpoint",
                    job.lastCheckpoint().id(),
                    checkpoint(job.lastCheckpoint(), now));
        }
    }

    private static String identity(JobStatus job) {
        List<String> facts = new ArrayList<>();
        if (job.id() != null) {
            facts.add(job.id());
        }
        if (job.writerEpoch() != null) {
            facts.add("writer epoch " + job.writerEpoch());
        }
        if (job.submissions() > 1) {
            facts.add("submitted " + job.submissions() + " times");
        }
        if (job.restarts() != null) {
            facts.add(count(job.restarts(), "restart"));
        }
        if (job.failedCheckpoints() != null && job.failedCheckpoints() > 0) {
            facts.add(count(job.failedCheckpoints(), "failed checkpoint"));
        }
        if (job.behindMillis() != null && job.behindMillis() > KEEPS_UP_MILLIS) {
            Duration behind = Duration.ofMillis(job.behindMillis());
            facts.add("behind by " + StatusText.span(behind) + " of the log");
        }
        return String.join(", ", facts);
    }

    private static String checkpoint(FlinkRest.Checkpoint checkpoint, Instant now) {
        return String.format(
                Locale.ROOT,
                "completed %s ago, took %d ms, %,d KiB",
                StatusText.span(checkpoint.completedAt(), now),
                checkpoint.durationMillis(),
                (checkpoint.sizeBytes() + 1023) >> 10);
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
