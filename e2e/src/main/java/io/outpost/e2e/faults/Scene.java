package io.outpost.e2e.faults;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.Await;
import io.outpost.e2e.rig.CheckpointWatch;
import io.outpost.e2e.rig.FlinkRest;
import io.outpost.e2e.rig.LocalStack;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A stack under load, as a single fault finds it, and what it acts and looks by. */
record Scene(FaultStack faultStack, Signals signals, CheckpointWatch watch, FaultRun run) {
    private static final Duration END_LIMIT = Duration.ofMinutes(3);

    LocalStack stack() {
        return faultStack.stack();
    }

    FlinkRest flink() {
        return new FlinkRest(stack().flinkUrl());
    }

    void freeze(String... parts) throws IOException {
        send("STOP", parts);
    }

    void go(String... parts) throws IOException {
        send("CONT", parts);
    }

    void kill(String... parts) throws IOException {
        send("KILL", parts);
    }

    private void send(String signal, String... parts) throws IOException {
        if (signals.send(signal, stack().pids(List.of(parts))) < parts.length) {
            throw new CommandException("Not all of " + List.of(parts) + " run");
        }
    }

    /** The supervisor first, so that it starts nothing again. */
    void killEverything() throws IOException, InterruptedException {
        signals.send("KILL", List.of(stack().supervisor()));
        signals.send("KILL", stack().pids(Target.ALL.parts()));
        awaitNoProcess();
    }

    void awaitNoProcess() throws IOException, InterruptedException {
        String id = stack().id();
        Await.until("no process is left", END_LIMIT, () -> processes(id).isEmpty());
    }

    /** Those that carry the stack's id. */
    static List<ProcessHandle> processes(String stackId) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> commandLine(process).contains(stackId))
                .toList();
    }

    private static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    static void hold(int seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(seconds);
    }

    /** How long it took from the moment until a checkpoint was complete that began after it. */
    Duration awaitCheckpoint(Instant after) throws InterruptedException {
        return run.awaitCheckpoint(after)
                .orElseThrow(() -> new CommandException("no checkpoint was completed"));
    }

    long restarts() throws InterruptedException {
        return flink().restarts(flink().conditionsJob());
    }

    /** Fails when a checkpoint was completed since. */
    void requireNoCheckpointSince(Instant moment) {
        if (watch.firstCompletedAfter(moment).isPresent()) {
            throw new CommandException("a checkpoint was completed although it could not be");
        }
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new CommandException(otherwise);
        }
    }
}
