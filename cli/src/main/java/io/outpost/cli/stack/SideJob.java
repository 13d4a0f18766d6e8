package io.outpost.cli.stack;

import java.time.Duration;
import java.time.Instant;

/** Starts and keeps a job that nothing waits for, beside everything else, until it is closed. */
final class SideJob implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Thread thread;

    SideJob(JobKeeper keeper) {
        thread = new Thread(() -> keep(keeper), "side-job");
        thread.start();
    }

    private static void keep(JobKeeper keeper) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                keeper.check(Instant.now());
                Await.pause(PERIOD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Afterwards it submits nothing more; the job itself runs on. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
