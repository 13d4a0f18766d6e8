package io.outpost.e2e.upgrade;

import io.outpost.cli.console.CommandException;
import io.outpost.e2e.rig.Build;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.SimulatedLoad;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drills on a stack that is up, one after another under one load, after the job was rescaled there
 * and back; then the oracle verifies.
 */
final class UpgradeDrills {
    private static final int[] PARALLELISMS = {1, 4, 2};
    private static final Duration RESULTS_LIMIT = Duration.ofMinutes(6);
    private static final Duration VERIFY_LIMIT = Duration.ofMinutes(10);
    private static final String CLEAN = " lost=0 duplicated=0 wrong=0 stale=0";

    private final LocalStack stack;
    private final Build build;
    private final Path work;
    private final UpgradeDriver driver;
    private final PrintStream out;
    private final Map<String, Path> jars = new HashMap<>();
    private int failed;

    /**
     * @param work where other versions are built
     */
    UpgradeDrills(LocalStack stack, Path work, UpgradeDriver driver, PrintStream out) {
        this.stack = stack;
        this.build = new Build(stack.home());
        this.work = work;
        this.driver = driver;
        this.out = out;
    }

    /**
     * Returns those that ended as they must, when all records are counted as they must be and the
     * oracle has found nothing.
     *
     * @throws CommandException when something is not clean
     */
    List<DrillRow> run(List<UpgradeDrill> drills, SimulatedLoad.Load load, int loadPort)
            throws Exception {
        List<DrillRow> rows = new ArrayList<>();
        try (SimulatedLoad sender = SimulatedLoad.start(stack, load, loadPort)) {
            for (int parallelism : PARALLELISMS) {
                rows.add(rescale(parallelism));
            }
            for (UpgradeDrill drill : drills) {
                if (!sender.isRunning()) {
                    throw new CommandException("The load has ended:\n" + sender.output());
                }
                tried(drill).ifPresent(rows::add);
            }
            sender.stopSending();
            if (!sender.awaitResults(RESULTS_LIMIT)) {
                throw new CommandException(
                        "Not every record is counted as it must be:\n" + sender.output());
            }
        }
        requireClean();
        return rows;
    }

    /** How many did not end as they must. */
    int failed() {
        return failed;
    }

    private DrillRow rescale(int parallelism) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        out.print(stack.outpost("rescale", "--parallelism=" + parallelism));
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new DrillRow(
                "parallelism " + parallelism, "rescale", "DONE", seconds, "", "", "", "");
    }

    /** Empty: it did not end as it must; the others go on. */
    private Optional<DrillRow> tried(UpgradeDrill drill) throws Exception {
        String seen;
        try {
            UpgradeResult result = run(drill);
            if (result.passed()) {
                return Optional.of(result.row());
            }
            seen = result.output();
        } catch (IOException | CommandException e) {
            seen = e.toString();
        }
        failed++;
        out.printf("%s should have ended with %s:%n%s%n", drill.name(), drill.way().end(), seen);
        return Optional.empty();
    }

    private UpgradeResult run(UpgradeDrill drill) throws Exception {
        UpgradeResult result = driver.run(drill, jar(drill.version()));
        out.printf(
                "%-45s %-6s %-11s %4.0f s  %s%n",
                drill.name(),
                drill.way().shadow() ? "shadow" : "switch",
                result.end(),
                result.seconds(),
                result.why());
        return result;
    }

    private Path jar(UpgradeVersion version) throws IOException {
        Path known = jars.get(version.name());
        if (known == null) {
            Path folder = Files.createDirectories(work.resolve(version.name()));
            known = build.conditionsJarWith(version.edits(), folder);
            jars.put(version.name(), known);
        }
        return known;
    }

    private void requireClean() throws IOException, InterruptedException {
        LocalStack.Result result = stack.run(VERIFY_LIMIT, "verify", "--every");
        out.println(result.output());
        if (result.exitCode() != 0 || !result.output().contains(CLEAN)) {
            throw new CommandException("The oracle has found differences");
        }
    }
}
