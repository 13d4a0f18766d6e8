package io.outpost.e2e.faults;

import io.outpost.e2e.rig.CheckpointWatch;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.SimulatedLoad;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One run on a stack that is up: load, kills, an outage, and what has become of everything. */
final class FaultRun {
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(3);
    private static final Duration RESULTS_LIMIT = Duration.ofMinutes(6);
    private static final Duration VERIFY_LIMIT = Duration.ofMinutes(12);
    private static final long PAUSE_MILLIS = 20;

    private final LocalStack stack;
    private final CheckpointWatch watch;
    private final PrintStream out;

    FaultRun(LocalStack stack, CheckpointWatch watch, PrintStream out) {
        this.stack = stack;
        this.watch = watch;
        this.out = out;
    }

    /** Kills under load; every one must be followed by a completed checkpoint. */
    List<Hit> kill(List<Kill> plan, Nemesis nemesis, SimulatedLoad load)
            throws IOException, InterruptedException {
        awaitCheckpoint(Instant.now());
        awaitCheckpoint(Instant.now());
        List<Hit> hits = new ArrayList<>();
        for (Kill kill : plan) {
            if (kill.afterRecovery() && !hits.isEmpty()) {
                awaitCheckpoint(hits.get(hits.size() - 1).at());
            }
            if (!load.isRunning()) {
                throw new IOException("The load has ended:\n" + load.output());
            }
            TimeUnit.MILLISECONDS.sleep(kill.pauseMillis());
            Hit hit = nemesis.strike(kill);
            hits.add(hit);
            out.printf("%s -> %s%n", kill.text(), hit.phase().label());
        }
        List<Hit> recovered = new ArrayList<>();
        for (Hit hit : hits) {
            recovered.add(hit.recovered(awaitCheckpoint(hit.at()).orElse(null)));
        }
        return recovered;
    }

    /**
     * Marks those that hit between the emission of a deadline and the checkpoint that covers it.
     */
    List<Hit> withDeadlines(List<Hit> hits, String bootstrapServers) {
        List<UncoveredDeadlines.Window> windows = new ArrayList<>();
        for (Hit hit : hits) {
            if (hit.kill().restoresTheJob()) {
                watch.lastCompletedAt(hit.at())
                        .ifPresent(
                                completed ->
                                        windows.add(
                                                new UncoveredDeadlines.Window(
                                                        hit.kill().number(), completed, hit.at())));
            }
        }
        Set<Integer> kills = new UncoveredDeadlines(windows).read(bootstrapServers);
        return hits.stream()
                .map(hit -> hit.afterDeadline(kills.contains(hit.kill().number())))
                .toList();
    }

    /** From the moment to the first completed checkpoint that began after it. */
    Optional<Duration> awaitCheckpoint(Instant after) throws InterruptedException {
        long end = System.nanoTime() + RECOVERY_LIMIT.toNanos();
        while (System.nanoTime() - end < 0) {
            Optional<Instant> completed = watch.firstCompletedAfter(after);
            if (completed.isPresent()) {
                return Optional.of(Duration.between(after, completed.get()));
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return Optional.empty();
    }

    /** Ends the load, and waits until every record is counted. */
    boolean settle(SimulatedLoad load) throws IOException, InterruptedException {
        load.stopSending();
        boolean asExpected = load.awaitResults(RESULTS_LIMIT);
        out.println(load.output());
        return asExpected;
    }

    LocalStack.Result reconcile(String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("reconcile", "--after-start=PT40S"));
        arguments.addAll(List.of(more));
        LocalStack.Result result = stack.run(RESULTS_LIMIT, arguments.toArray(String[]::new));
        out.println(result.output());
        return result;
    }

    LocalStack.Result verify() throws IOException, InterruptedException {
        LocalStack.Result result = stack.run(VERIFY_LIMIT, "verify", "--every");
        out.println(result.output());
        return result;
    }

    /** What a reconciliation says of each kind of message. */
    static String compared(String text) {
        return text.lines()
                .filter(line -> line.matches("(alerts|transitions|places)=.*"))
                .collect(Collectors.joining("; "));
    }

    static String lastLine(String text) {
        return text.lines().filter(line -> !line.isBlank()).reduce("", (a, b) -> b);
    }
}
