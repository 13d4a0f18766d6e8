package io.outpost.e2e.hostile;

import io.outpost.e2e.rig.LocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a run shows, and whether all of it is as it must be. */
final class HostileReport {
    /** What the mix must have caused, as status names it. */
    static final List<String> TROUBLES =
            List.of(
                    "EMPTY",
                    "BAD_MAGIC",
                    "UNKNOWN_SCHEMA",
                    "INCOMPATIBLE_SCHEMA",
                    "UNDECODABLE",
                    "MISSING_PLACE",
                    "MISSING_SENSOR",
                    "MISSING_TIME",
                    "ID_TOO_LONG",
                    "NAME_TOO_LONG",
                    "CONTROL_CHARACTER",
                    "TOO_LARGE",
                    "HEADERS_TOO_LARGE",
                    "NO_QUANTITY",
                    "BEFORE_2000",
                    "IN_FUTURE",
                    "WRONG_PARTITION",
                    "PARAMETER_OUT_OF_RANGE",
                    "TOO_MANY_PLACES",
                    "TOO_MANY_SENSORS",
                    "TIME_JUMP");

    private static final double MOST_HEAP = 0.85;
    private static final long MOST_CHECKPOINT_MEBIBYTES = 256;
    private static final int CONDITIONS_AND_ARCHIVE = 2;

    private final long seed;
    private final StackWatch watch;
    private final List<String> lines = new ArrayList<>();
    private boolean passed = true;

    HostileReport(long seed, StackWatch watch) {
        this.seed = seed;
        this.watch = watch;
    }

    void sent(List<String> kinds, String transactions, String failure) {
        lines.add("Sent, seed " + seed + ": " + String.join("; ", kinds) + "; " + transactions);
        check("all of it was sent" + (failure.isEmpty() ? "" : ": " + failure), failure.isEmpty());
    }

    void lasted(Duration wanted, Duration missing) {
        // The honest load ends some seconds earlier: it begins before the mix.
        check("it lasted for " + wanted, missing.compareTo(Duration.ofMinutes(1)) < 0);
    }

    void status(LocalStack.Result status) {
        lines.add(status.output());
        check("status says that all runs", status.exitCode() == 0);
        List<String> unnamed =
                TROUBLES.stream().filter(trouble -> !names(status.output(), trouble)).toList();
        check("status names each trouble; it lacks " + unnamed, unnamed.isEmpty());
    }

    private static boolean names(String text, String trouble) {
        Matcher named = Pattern.compile("\\b" + trouble + "\\b").matcher(text);
        return named.find();
    }

    void rows(List<String> alone, List<String> beside) {
        lines.add("Rows of the honest places, alone:");
        lines.addAll(alone);
        check("they are the same beside the mix", alone.equals(beside));
        if (!alone.equals(beside)) {
            lines.addAll(beside);
        }
    }

    void verified(LocalStack.Result verify) {
        lines.add(verify.output());
        check("verify --every finds nothing", verify.exitCode() == 0);
    }

    private void check(String what, boolean holds) {
        passed &= holds;
        lines.add("- " + what + ": " + (holds ? "yes" : "NO"));
    }

    /** What was watched from the beginning to the end. */
    void watched() {
        List<StackWatch.Sample> samples = watch.samples();
        StackWatch.Sample last = samples.get(samples.size() - 1);
        check(
                "no job restarted or was submitted again in %d looks".formatted(samples.size()),
                watch.neverRestarted() && watch.jobsSeen() == CONDITIONS_AND_ARCHIVE);
        // Some may fail while tasks start, before the first look.
        check(
                "no checkpoint failed",
                last.failedCheckpoints() == samples.get(0).failedCheckpoints());
        long heap = watch.heapAtEndMebibytes();
        check(
                "the heap holds %,d of %,d MiB at the end"
                        .formatted(heap, last.heapMostMebibytes()),
                heap <= MOST_HEAP * last.heapMostMebibytes());
        long checkpoint =
                samples.stream().mapToLong(StackWatch.Sample::checkpointMebibytes).max().orElse(0);
        check(
                "checkpoints hold %,d MiB at most".formatted(checkpoint),
                checkpoint <= MOST_CHECKPOINT_MEBIBYTES);
        lines.add("At the end: " + last.text());
    }

    String text() {
        return String.join("\n", lines) + (passed ? "\nAll of it holds." : "\nFAILED.");
    }

    boolean passed() {
        return passed;
    }
}
