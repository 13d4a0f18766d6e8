package io.outpost.cli.stack;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Brings all parts up: three lanes side by side, in each what needs what stands before it. */
record StackStart(Stack stack, Watchdog watchdog, StepLog progress) {
    private static final Duration LANE_END_LIMIT = Duration.ofSeconds(30);

    /** Returns when every part is ready, with tables, topics and schemas in place. */
    void start() throws Exception {
        new HighAvailability(stack).forgetEarlierRuns();
        // Killed processes leave their temporary files behind.
        Folders.deleteIfExists(stack.data().flink().resolve("tmp"));
        new FlinkConfiguration(stack).render();
        stack.endpoints().save(stack.data().root());
        Rebuild rebuild = new Rebuild(stack.data());
        boolean rebuilds = rebuild.isOrdered();
        if (rebuilds) {
            rebuild.giveUpState();
        }
        List<Callable<Void>> lanes =
                List.of(() -> storage(rebuilds), () -> log(rebuilds), this::cluster);
        ExecutorService executor = Executors.newFixedThreadPool(lanes.size());
        try {
            CompletionService<Void> completed = new ExecutorCompletionService<>(executor);
            List<Future<Void>> running = lanes.stream().map(completed::submit).toList();
            for (int lane = 0; lane < running.size(); lane++) {
                completed.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            shutDown(executor);
        }
        rebuild.done();
    }

    /**
     * Interrupts what runs and waits for its end: it could start a process after everything was
     * taken down.
     */
    static void shutDown(ExecutorService executor) {
        executor.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            executor.awaitTermination(LANE_END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Void storage(boolean rebuilds) throws Exception {
        ready(begin(new PostgresPart(stack)));
        progress.step("tables", this::tables);
        if (rebuilds) {
            progress.step(
                    "rebuild",
                    () -> Databases.emptyResults(stack.postgresAdmin()) + " tables emptied");
        }
        ready(begin(new ApiPart(stack)));
        return null;
    }

    private Void log(boolean rebuilds) throws Exception {
        ready(begin(new KafkaPart(stack)));
        progress.step("topics", () -> topics(rebuilds) + " made");
        ready(begin(new RegistryPart(stack)));
        progress.step(
                "schemas",
                () ->
                        Schemas.register(stack.endpoints().registryUrl(), stack.shape().logTopic())
                                + " subjects");
        return null;
    }

    private int topics(boolean rebuilds) throws Exception {
        try (Topics topics = new Topics(stack.endpoints().kafka(), stack.shape().logTopic())) {
            topics.requireLog();
            if (rebuilds) {
                topics.deleteResults();
                topics.forgetReaders(readers());
            }
            return topics.create(Topics.Layout.ofLocalStack(stack.shape().withEmissions()));
        }
    }

    private List<String> readers() throws IOException {
        List<String> groups = new ArrayList<>();
        for (StackJob job : StackJob.values()) {
            groups.add(FlinkConfiguration.group(stack.data(), job));
        }
        return groups;
    }

    private Void cluster() throws Exception {
        if (stack.shape().highlyAvailable()) {
            ready(begin(new ZooKeeperPart(stack)));
        }
        Begun jobManager = begin(new JobManagerPart(stack));
        Begun taskManager = begin(new TaskManagerPart(stack));
        ready(jobManager);
        ready(taskManager);
        return null;
    }

    private String tables() throws Exception {
        PostgresAdmin admin = stack.postgresAdmin();
        Databases.create(admin);
        int migrations = Databases.migrate(admin);
        Databases.allowLogins(admin, stack.data().postgresPasswords());
        return migrations + " migrations";
    }

    private record Begun(String name, Instant at, WatchedPart part) {}

    private Begun begin(Part part) throws Exception {
        Instant at = Instant.now();
        return new Begun(part.name(), at, watchdog.start(part));
    }

    private void ready(Begun begun) throws InterruptedException {
        String address = begun.part().awaitReady();
        progress.done(begun.name(), begun.at(), address);
    }
}
