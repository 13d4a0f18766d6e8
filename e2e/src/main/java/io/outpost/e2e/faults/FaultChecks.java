package io.outpost.e2e.faults;

import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.SimulatedLoad;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what a run shows, and whether all of it is as it must be. */
final class FaultChecks {
    private static final Pattern MISSING = Pattern.compile("missing=(\\d+)");
    private static final Pattern TWICE = Pattern.compile("twice=(\\d+)");

    private final List<String> remarks = new ArrayList<>();
    private final List<String> checks = new ArrayList<>();
    private boolean passed = true;

    void check(String what, boolean holds) {
        passed &= holds;
        checks.add("- " + what + ": " + (holds ? "yes" : "NO"));
    }

    void recovered(List<Hit> hits) {
        check(
                "a checkpoint was completed after every kill",
                hits.stream().allMatch(hit -> hit.recovery() != null));
    }

    /** What was sent, beside what the simulator sent. */
    void load(List<String> parts, String failure) {
        remarks.add("Meanwhile " + String.join("; ", parts) + ".");
        remarks.add("");
        check(
                "all live observations were sent" + (failure.isEmpty() ? "" : ": " + failure),
                failure.isEmpty());
    }

    /** One kill in six is aimed so; what hit nothing of the kind proves less than it should. */
    void afterDeadlines(List<Hit> hits) {
        long found = hits.stream().filter(Hit::afterDeadline).count();
        check(
                "%d kills hit between the emission of a deadline and the checkpoint that covers it"
                        .formatted(found),
                found >= hits.size() / 6);
    }

    /** An outage loses alerts on the topic; the reconciler must find and publish them. */
    void outage(FaultRun run, Outage outage, SimulatedLoad load)
            throws IOException, InterruptedException {
        Outage.Lasted lasted = outage.happen();
        boolean back = run.awaitCheckpoint(lasted.endedAt()).isPresent();
        boolean counted = run.settle(load);
        LocalStack.Result repaired = run.reconcile();
        long lost = number(MISSING, repaired.output());
        remarks.add(
                "Then an outage of %d s, longer than the transaction timeout of 60 s: %d alerts were lost on the topic, and `./outpost reconcile` published them: `%s`"
                        .formatted(
                                lasted.length().toSeconds(),
                                lost,
                                FaultRun.compared(repaired.output())));
        remarks.add("");
        check("the job recovered after the outage", back && counted);
        check(
                "the outage lost alerts, and all were published again",
                lost > 0 && repaired.exitCode() == 0);
    }

    void alertsOnce(LocalStack.Result compared) {
        check(
                "each alert, each transition and each place's parameters in Postgres are on their topic, and no alert twice: `%s`"
                        .formatted(FaultRun.compared(compared.output())),
                compared.exitCode() == 0 && number(TWICE, compared.output()) == 0);
    }

    void verified(LocalStack.Result oracle) {
        check(
                "`./outpost verify --every`: `%s`".formatted(FaultRun.lastLine(oracle.output())),
                oracle.exitCode() == 0);
    }

    boolean hasPassed() {
        return passed;
    }

    /** Remarks, then checks. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(remarks);
        lines.addAll(checks);
        return lines;
    }

    FaultReport report(long seed, List<Hit> hits) {
        return new FaultReport(seed, hits, remarks, checks, passed);
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
    }
}
