package io.outpost.cli.simulate;

import io.outpost.cli.console.Explanation;
import io.outpost.cli.console.Progress;
import io.outpost.cli.stack.Endpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** At most one run at a time, begun and ended from outside. */
final class SimulationService {
    private final Endpoints endpoints;
    private final RunSettings settings;
    private final Progress progress;
    private RunPlan plan;
    private Simulation current;
    private Thread thread;
    private String failure;
    private RunReport report;

    SimulationService(Endpoints endpoints, RunSettings settings, Progress progress) {
        this.endpoints = endpoints;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Begins a run.
     *
     * @param sentThroughMillis event time through which it was sent before; Long.MIN_VALUE: nothing
     * @throws IllegalStateException when one is under way
     */
    synchronized void start(RunPlan wanted, long sentThroughMillis) {
        requireIdle();
        plan = wanted;
        failure = null;
        report = null;
        current = new Simulation(endpoints, settings, progress);
        Simulation run = current;
        thread = new Thread(() -> carryOut(run, wanted, sentThroughMillis), "simulation");
        thread.start();
    }

    /**
     * Throws when a run is under way.
     *
     * @throws IllegalStateException that says what to do
     */
    synchronized void requireIdle() {
        if (isRunning()) {
            throw new IllegalStateException("a run is under way; stop it first: POST /stop");
        }
    }

    /** Ends the run, if there is one, and waits for its end. */
    void stop() throws InterruptedException {
        Thread running;
        synchronized (this) {
            if (current == null) {
                return;
            }
            current.stop();
            running = thread;
        }
        running.join();
    }

    /** Null: none has ended well. */
    synchronized RunReport report() {
        return report;
    }

    /** Null: none has failed. */
    synchronized String failure() {
        return failure;
    }

    /** True once the run under way only waits for its results. */
    synchronized boolean hasSent() {
        return current != null && current.hasSent();
    }

    synchronized boolean isRunning() {
        return thread != null && thread.isAlive();
    }

    synchronized RunStatus status() {
        FeedSender sender = current == null ? null : current.sender();
        return new RunStatus(
                isRunning() ? "RUNNING" : failure != null ? "FAILED" : "STOPPED",
                plan == null ? null : plan.request(),
                plan == null ? 0 : plan.world().places().size(),
                plan == null ? 0 : plan.world().sensors().size(),
                sender == null ? 0 : sender.sending().sent(),
                sender == null ? 0 : Math.round(sender.sending().perSecond()),
                sender == null ? null : sender.sending().eventTime(),
                sender == null ? 0 : sender.delayed(),
                sender == null ? Map.of() : sender.faults(),
                folder().toString(),
                failure);
    }

    private static String explanation(Exception failure) {
        if (failure instanceof IOException) {
            return "The truth cannot be written: " + failure.getMessage();
        }
        return Explanation.of(failure).orElse(failure.toString());
    }

    private Path folder() {
        return settings.dataFolder().resolve("simulate");
    }

    private void carryOut(Simulation run, RunPlan what, long sentThroughMillis) {
        try {
            RunReport done = run.run(what, sentThroughMillis);
            synchronized (this) {
                report = done;
            }
        } catch (Exception e) {
            synchronized (this) {
                failure = explanation(e);
            }
        }
    }
}
