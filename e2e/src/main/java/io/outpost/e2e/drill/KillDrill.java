package io.outpost.e2e.drill;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Ends the processes of a running local stack one by one, as a crash would, and measures how long
 * each takes to come back. Run a replay beside it, and compare its rows afterwards with {@link
 * io.outpost.e2e.BatchCheck}. Exit code 1 when something did not come back.
 */
@Command(
        name = "kill-drill",
        mixinStandardHelpOptions = true,
        description = "Kills the parts of a running local stack one by one and measures recovery.")
public final class KillDrill implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final String ROW = "%-12s %8s %10s %14s %14s%n";

    @Option(names = "--home", defaultValue = ".", description = "the repository (default: here)")
    private Path home;

    @Option(names = "--data", description = "the stack's folder (default: .outpost)")
    private Path data;

    @Option(
            names = "--parts",
            split = ",",
            defaultValue = "taskmanager,jobmanager,kafka,postgres,registry,api,zookeeper",
            description = "what to kill, in this order; what the stack does not have is left out")
    private List<String> parts;

    @Option(
            names = "--limit",
            defaultValue = "PT2M",
            description = "how long a recovery may take (default: ${DEFAULT-VALUE})")
    private Duration limit;

    @Option(
            names = "--rest-between",
            defaultValue = "PT5S",
            description = "how long the stack is left alone after each (default: ${DEFAULT-VALUE})")
    private Duration restBetween;

    private final ExecutorService waiting = Executors.newFixedThreadPool(3);
    private StackView stack;

    public static void main(String[] args) {
        System.exit(new CommandLine(new KillDrill()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        stack = new StackView(home, data);
        System.out.printf(ROW, "killed", "pid", "ready", "conditions", "archive");
        boolean allCameBack = true;
        for (String part : parts) {
            JsonNode before = stack.part(part);
            if (!before.isMissingNode()) {
                allCameBack &= kill(part, before.path("pid").asLong());
                Thread.sleep(restBetween.toMillis());
            }
        }
        return allCameBack ? 0 : 1;
    }

    private boolean kill(String part, long pid) throws IOException, InterruptedException {
        boolean withArchive = stack.runs(StackView.ARCHIVE);
        Instant killed = Instant.now();
        if (pid <= 1 || !ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false)) {
            throw new IllegalStateException(part + " cannot be killed, pid " + pid);
        }
        CompletableFuture<Duration> ready = until(() -> stack.isReadyAgain(part, pid), killed);
        CompletableFuture<Duration> conditions =
                until(() -> stack.checkpointSince(StackView.CONDITIONS, killed), killed);
        CompletableFuture<Duration> archive =
                withArchive
                        ? until(() -> stack.checkpointSince(StackView.ARCHIVE, killed), killed)
                        : CompletableFuture.completedFuture(Duration.ZERO);
        String inArchive = withArchive ? text(archive.join()) : "-";
        System.out.printf(ROW, part, pid, text(ready.join()), text(conditions.join()), inArchive);
        return Stream.of(ready, conditions, archive).allMatch(back -> back.join() != null);
    }

    private interface Question {
        boolean ask() throws IOException, InterruptedException;
    }

    /** Completes with null when it did not hold in time. */
    private CompletableFuture<Duration> until(Question question, Instant begin) {
        return CompletableFuture.supplyAsync(() -> await(question, begin), waiting);
    }

    private Duration await(Question question, Instant begin) {
        try {
            while (Duration.between(begin, Instant.now()).compareTo(limit) < 0) {
                if (question.ask()) {
                    return Duration.between(begin, Instant.now());
                }
                Thread.sleep(PAUSE.toMillis());
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Duration duration) {
        return duration == null
                ? "NOT BACK"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
