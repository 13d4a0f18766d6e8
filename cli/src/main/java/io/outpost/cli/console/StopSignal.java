package io.outpost.cli.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Is raised by Ctrl-C and SIGTERM, and gives what is sending some seconds to close its ledger
 * before the process ends.
 */
public final class StopSignal implements AutoCloseable {
    private static final long GRACE_SECONDS = 20;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop-signal");
    private volatile boolean raised;

    public StopSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public boolean isRaised() {
        return raised;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook was waiting for this.
        }
    }

    private void stop() {
        raised = true;
        try {
            if (!closed.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("It did not stop in time; the ledger has no end.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
