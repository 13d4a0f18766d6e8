package io.outpost.bench.contender;

import java.util.concurrent.atomic.AtomicReference;

/** A contender that runs in a separate thread; the process ends when it fails. */
final class Pass {
    private static final int POLL_MILLIS = 2;

    private final Contender contender;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Thread worker;

    private Pass(Contender contender) {
        this.contender = contender;
        this.worker = new Thread(this::work, "contender");
    }

    static Pass start(Contender contender) {
        Pass pass = new Pass(contender);
        pass.worker.setDaemon(true);
        pass.worker.start();
        return pass;
    }

    /** Waits until so many records are done. */
    void await(long records) throws InterruptedException {
        long wanted = contender.progressAt(records);
        while (contender.progress() < wanted) {
            if (failure.get() != null) {
                failure.get().printStackTrace();
                System.exit(1);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Ends it; what it throws for being ended is no failure. */
    void stop() throws Exception {
        contender.stop();
        worker.join();
    }

    private void work() {
        try {
            contender.run();
        } catch (Throwable e) {
            failure.set(e);
        }
    }
}
