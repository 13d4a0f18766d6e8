package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.RunningStack.Phase;
import io.outpost.cli.stack.RunningStack.RunningJob;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The process that keeps a stack running until it is stopped: brings it up, starts again what dies,
 * submits the jobs, and takes everything down.
 */
final class Supervisor {
    private static final Duration JOB_CHECK_PERIOD = Duration.ofSeconds(1);

    private final Stack stack;
    private final StepLog progress;
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private Thread starting;

    Supervisor(Stack stack, StepLog progress) {
        this.stack = stack;
        this.progress = progress;
    }

    /**
     * Takes everything down, also in the middle of the start, and returns when {@link #run} is
     * done. For another thread than the one that runs.
     */
    void stop() throws InterruptedException {
        stopRequested.countDown();
        interruptStart();
        ended.await();
    }

    private synchronized void interruptStart() {
        if (starting != null) {
            starting.interrupt();
        }
    }

    private synchronized void beginOfStart() {
        starting = Thread.currentThread();
    }

    /** From now on no interruption comes, nor is one pending: it would cut off the stop. */
    private synchronized void endOfStart() {
        starting = null;
        Thread.interrupted();
    }

    /** Returns true when it ended because it was asked to. */
    boolean run() throws IOException, InterruptedException {
        try (FileChannel channel = openLock(stack.data());
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new CommandException("Another supervisor keeps " + stack.data().root());
            }
            return keep(
                    new ProcessTable(stack.data(), ProcessIdentity.of(ProcessHandle.current())));
        } finally {
            ended.countDown();
        }
    }

    /** True when a supervisor is at work on this folder; the lock goes with its process. */
    static boolean isAtWork(DataFolder data) throws IOException {
        if (Files.notExists(lockFile(data))) {
            return false;
        }
        try (FileChannel channel = openLock(data);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        }
    }

    private boolean keep(ProcessTable table) throws IOException, InterruptedException {
        Watchdog watchdog = new Watchdog(stack.data(), table, progress);
        String failure = null;
        beginOfStart();
        try {
            new StackStart(stack, watchdog, progress).start();
            keepJobs(table, watchdog);
        } catch (Exception e) {
            // What the interruption of a start makes fail is not a failure.
            if (stopRequested.getCount() > 0) {
                failure = e instanceof CommandException ? e.getMessage() : e.toString();
                progress.say(failure);
            }
        }
        endOfStart();
        watchdog.stop();
        table.failure(Phase.STOPPING, failure);
        new StackStop(stack.data(), progress).stop(table.current().parts());
        table.failure(failure == null ? Phase.STOPPED : Phase.FAILED, failure);
        return failure == null;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the keeper itself reports what fails
    private void keepJobs(ProcessTable table, Watchdog watchdog) throws Exception {
        if (!stack.shape().withJob()) {
            startSimulator(watchdog);
            startObserving(watchdog);
            table.phase(Phase.RUNNING);
            stopRequested.await();
            return;
        }
        JobKeeper conditions = JobKeeper.of(stack, StackJob.CONDITIONS, table, progress);
        progress.step("job", conditions::begin);
        startSimulator(watchdog);
        startObserving(watchdog);
        Optional<JobKeeper> archive = archive(table);
        table.phase(Phase.RUNNING);
        // Begins only now, so that it cannot slow the start of what others wait for.
        ScheduledExecutorService side = Executors.newSingleThreadScheduledExecutor();
        archive.ifPresent(
                keeper ->
                        side.scheduleWithFixedDelay(
                                () -> checkUnlessInterrupted(keeper),
                                0,
                                JOB_CHECK_PERIOD.toMillis(),
                                TimeUnit.MILLISECONDS));
        try {
            while (!stopRequested.await(JOB_CHECK_PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                conditions.check(Instant.now());
            }
        } finally {
            StackStart.shutDown(side);
        }
    }

    private static void checkUnlessInterrupted(JobKeeper keeper) {
        try {
            keeper.check(Instant.now());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startSimulator(Watchdog watchdog) throws Exception {
        if (stack.shape().simulates()) {
            progress.step("simulator", () -> watchdog.startDispensable(new SimulatorPart(stack)));
        }
    }

    private void startObserving(Watchdog watchdog) throws Exception {
        if (stack.shape().observes()) {
            progress.step(
                    "alertmanager", () -> watchdog.startDispensable(new AlertmanagerPart(stack)));
            progress.step("prometheus", () -> watchdog.startDispensable(new PrometheusPart(stack)));
        }
    }

    private Optional<JobKeeper> archive(ProcessTable table) {
        if (!stack.shape().withArchive()) {
            return Optional.empty();
        }
        try {
            stack.distribution().jobJar(StackJob.ARCHIVE);
        } catch (CommandException e) {
            progress.say("  Goes on without the archive of raw observations: " + e.getMessage());
            return Optional.empty();
        }
        table.put(RunningJob.none(StackJob.ARCHIVE, null));
        return Optional.of(JobKeeper.of(stack, StackJob.ARCHIVE, table, progress));
    }

    /** Whoever locks it keeps the jobs of this folder. */
    static FileChannel openLock(DataFolder data) throws IOException {
        return FileChannel.open(
                lockFile(data), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static Path lockFile(DataFolder data) {
        return data.run().resolve("supervisor.lock");
    }
}
