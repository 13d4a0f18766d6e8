package io.outpost.cli.stack;

import java.time.Duration;
import java.time.Instant;
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
        List<Callable<Void>> lanes = List.of(this::storage, this::log, this::cluster);
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

    private Void storage() throws Exception {
        ready(begin(new PostgresPart(stack)));
        progress.step("tables", this::tables);
        ready(begin(new ApiPart(stack)));
        return null;
    }

    private Void log() throws Exception {
        ready(begin(new KafkaPart(stack)));
        progress.step(
                "topics",
                () ->
                        Topics.ofLocalStack(stack.shape().withEmissions())
                                        .create(stack.endpoints().kafkaBootstrapServers())
                                + " made");
        ready(begin(new RegistryPart(stack)));
        progress.step(
                "schemas", () -> Schemas.register(stack.endpoints().registryUrl()) + " subjects");
        return null;
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
