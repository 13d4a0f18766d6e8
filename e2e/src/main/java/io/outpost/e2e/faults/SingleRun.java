package io.outpost.e2e.faults;

import io.outpost.cli.stack.Await;
import io.outpost.e2e.rig.CheckpointWatch;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.SimulatedLoad;
import io.outpost.e2e.rig.SimulatedLoad.Load;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Brings single faults about, one after the other, on a stack under load; then all must have become
 * what it must, and nothing may be lost, doubled or wrong.
 */
final class SingleRun {
    private static final Duration READY_LIMIT = Duration.ofMinutes(3);

    private static final String LOADED =
            "SELECT count(*) FROM outpost.place_counters WHERE place_id LIKE 'load%'";

    private final FaultStack faultStack;
    private final LocalStack stack;
    private final Load load;
    private final FaultChecks checks = new FaultChecks();
    private final List<String> rows = new ArrayList<>();

    /** Starts nothing. */
    SingleRun(FaultStack faultStack, Load load) {
        this.faultStack = faultStack;
        this.stack = faultStack.stack();
        this.load = load;
    }

    boolean hasPassed() {
        return checks.hasPassed();
    }

    /** Returns the report, a Markdown table and what was checked at the end. */
    String strike(List<SingleFault> faults) throws IOException, InterruptedException {
        if (faults.stream().anyMatch(SingleFault::mounts)) {
            Namespace.requireOwn();
        }
        if (faults.stream().anyMatch(SingleFault::needsClocks)) {
            stack.runOn(SkewedJava.prepare(stack.data()));
        }
        faultStack.up();
        if (faults.stream().anyMatch(SingleFault::needsSmallDisks)) {
            stack.down();
            SmallDisks.mount(stack);
            faultStack.up();
        }
        try (Signals signals = new Signals(stack.id());
                CheckpointWatch watch = new CheckpointWatch(stack.checkpoints())) {
            FaultRun run = new FaultRun(stack, watch, System.out);
            Scene scene = new Scene(faultStack, signals, watch, run);
            underLoad(scene, faults.stream().filter(SingleFault::isUnderLoad).toList());
            for (SingleFault fault : faults) {
                if (!fault.isUnderLoad()) {
                    strike(fault, scene);
                }
            }
            checks.alertsOnce(run.reconcile("--dry-run"));
            checks.verified(run.verify());
        }
        return report();
    }

    private void underLoad(Scene scene, List<SingleFault> faults)
            throws IOException, InterruptedException {
        try (LiveLoad live = new LiveLoad(stack, load.seed());
                SimulatedLoad sending = faultStack.startLoad(load)) {
            Await.until("rows of the load are there", READY_LIMIT, () -> stack.count(LOADED) > 0);
            for (SingleFault fault : faults) {
                strike(fault, scene);
                if (!sending.isRunning()) {
                    throw new IOException("The load has ended:\n" + sending.output());
                }
            }
            checks.check(
                    "every record is accounted for as it must be", scene.run().settle(sending));
            checks.load(live.texts(), live.failure());
        }
    }

    /** Adds its row. */
    private void strike(SingleFault fault, Scene scene) throws IOException, InterruptedException {
        System.out.println(Instant.now() + " " + fault.label() + ": " + fault.text());
        Instant begin = Instant.now();
        String seen;
        String recovery = "";
        boolean survived = false;
        try {
            scene.awaitCheckpoint(begin);
            begin = Instant.now();
            seen = fault.happen(scene);
            Instant end = Instant.now();
            recovery = seconds(scene.awaitCheckpoint(end));
            awaitReady();
            survived = true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            seen = "NOT SURVIVED: " + e;
        }
        checks.check(fault.label() + " was survived", survived);
        System.out.println("  " + seen + "; next checkpoint after " + recovery);
        rows.add(
                "| %s (`%s`) | %s | %s | %s |"
                        .formatted(
                                fault.text(),
                                fault.label(),
                                seconds(Duration.between(begin, Instant.now())),
                                recovery,
                                seen.replaceAll("\\s+", " ").replace("|", "/")));
    }

    /** Until the status says that everything runs. */
    private void awaitReady() throws InterruptedException {
        Await.until(
                "status is content",
                READY_LIMIT,
                () -> stack.run(READY_LIMIT, "status").exitCode() == 0);
    }

    private String report() {
        List<String> lines = new ArrayList<>();
        lines.add("| fault | took, s | next checkpoint after, s | seen |");
        lines.add("|---|---:|---:|---|");
        lines.addAll(rows);
        lines.add("");
        lines.addAll(checks.lines());
        lines.add("");
        lines.add(hasPassed() ? "All %d were survived.".formatted(rows.size()) : "FAILED.");
        return String.join("\n", lines);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }
}
