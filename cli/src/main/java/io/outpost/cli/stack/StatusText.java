package io.outpost.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A status report as people read it. */
final class StatusText {
    private static final String ROW = "  %-12s %-9s %8s %9s %9s %9s  %s";

    /** The conditions job appends a tick every second. */
    private static final Duration UNUSUAL_AGE = Duration.ofMinutes(1);

    private static final String JOB_ROW = "  %-12s %-9s %s";

    /** Several checkpoints: until one is complete, nobody knows that what it holds was read. */
    private static final long KEEPS_UP_MILLIS = 10_000;

    private StatusText() {}

    static String of(StatusReport report) {
        if (report.parts().stream().allMatch(StatusReport.PartStatus::hasEnded)) {
            return report.failure() == null
                    ? "Nothing runs."
                    : "Nothing runs. The last run failed: " + report.failure();
        }
        StringBuilder text = new StringBuilder();
        line(text, ROW, "part", "state", "pid", "up", "restarts", "memory", "address");
        for (StatusReport.PartStatus part : report.parts()) {
            line(
                    text,
                    ROW,
                    part.name(),
                    part.state(),
                    part.pid(),
                    span(part.startedAt(), report.at()),
                    part.restarts(),
                    mebibytes(part.residentBytes()),
                    part.address());
            if (part.failure() != null) {
                line(text, "%s", part.failure().indent(4));
            }
        }
        long all = report.parts().stream().mapToLong(StatusReport.PartStatus::residentBytes).sum();
        line(
                text,
                ROW,
                "all",
                report.phase().toLowerCase(Locale.ROOT),
                "",
                "",
                "",
                mebibytes(all),
                "");
        report.jobs().forEach(job -> job(text, job, report.at()));
        if (report.logTime() != null) {
            logTime(text, Duration.between(report.logTime(), report.at()));
        }
        if (report.degraded()) {
            line(text, "  Degraded: the conditions go on, but not everything runs.");
        }
        return text.toString().stripTrailing();
    }

    private static void job(StringBuilder text, JobStatus job, Instant now) {
        line(
                text,
                JOB_ROW,
                job.name().equals(StackJob.CONDITIONS.title()) ? "job" : job.name(),
                job.state().toLowerCase(Locale.ROOT),
                facts(job));
        if (job.failure() != null) {
            line(text, JOB_ROW, "", "", job.failure().lines().findFirst().orElse(""));
        }
        job.troubles().forEach(trouble -> line(text, JOB_ROW, "", "", trouble));
        JobMetrics metrics = job.metrics();
        if (metrics.places() > 0) {
            line(
                    text,
                    JOB_ROW,
                    "  places",
                    metrics.places(),
                    "the fullest share has %d %% of places.most"
                            .formatted(metrics.fullestSharePercent()));
        }
        if (metrics.withoutPosition() > 0) {
            line(
                    text,
                    JOB_ROW,
                    "  no models",
                    "",
                    "%,d observations of places without a position; describe them for mud, water and snow"
                            .formatted(metrics.withoutPosition()));
        }
        if (!metrics.rejected().isEmpty()) {
            line(text, JOB_ROW, "  rejected", "", rejected(metrics.rejected()));
        }
        if (job.restoredFrom() != null) {
            line(text, JOB_ROW, "", "", "began from " + job.restoredFrom());
        }
        if (job.releaseJar() != null) {
            line(
                    text,
                    JOB_ROW,
                    "  release",
                    "",
                    "since an upgrade, and not the jar that was built: " + job.releaseJar());
        }
        if (job.lastCheckpoint() != null) {
            line(
                    text,
                    JOB_ROW,
                    "  checkpoint",
                    job.lastCheckpoint().id(),
                    checkpoint(job.lastCheckpoint(), now));
        }
    }

    private static String facts(JobStatus job) {
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
            facts.add(count(job.failedCheckpoints(), "failed checkpoint") + " in a row");
        }
        if (job.behindMillis() != null && job.behindMillis() > KEEPS_UP_MILLIS) {
            Duration behind = Duration.ofMillis(job.behindMillis());
            facts.add("behind by " + span(behind) + " of the log");
        }
        return String.join(", ", facts);
    }

    /** Why records are on the topic of rejected ones, which has each with its detail. */
    private static String rejected(Map<String, Long> byReason) {
        return byReason.entrySet().stream()
                .map(
                        reason ->
                                String.format(
                                        Locale.ROOT, "%s %,d", reason.getKey(), reason.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String checkpoint(FlinkRest.Checkpoint checkpoint, Instant now) {
        return String.format(
                Locale.ROOT,
                "completed %s ago, took %d ms, %,d KiB",
                span(checkpoint.completedAt(), now),
                checkpoint.durationMillis(),
                (checkpoint.sizeBytes() + 1023) >> 10);
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** What is judged by the log's time is judged wrongly where a broker's clock is wrong. */
    private static void logTime(StringBuilder text, Duration age) {
        if (age.compareTo(UNUSUAL_AGE) > 0) {
            line(
                    text,
                    "  The newest record of the log is %s old by this machine's clock: nothing is appended, or the clocks differ.",
                    span(age));
        } else if (age.negated().compareTo(UNUSUAL_AGE) > 0) {
            line(
                    text,
                    "  The log is %s ahead of this machine's clock: one of the two clocks is wrong.",
                    span(age.negated()));
        }
    }

    static String span(Instant from, Instant to) {
        return span(Duration.between(from, to));
    }

    static String span(Duration duration) {
        if (duration.toHours() > 0) {
            return duration.toHours() + "h " + duration.toMinutesPart() + "m";
        }
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + "m " + duration.toSecondsPart() + "s";
        }
        // What was asked for last can be younger than the report.
        return Math.max(0, duration.toSeconds()) + " s";
    }

    static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
