package io.outpost.bench.contender;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The process of a contender. Tells on its standard output when it is warm and when it is done,
 * then waits to be ended, so that whoever watches can read its use of the processor.
 */
public final class ContenderMain {
    /** What the lines for the watcher begin with. */
    public static final String MARK = "bench: ";

    public static final String WARM = "warm";
    public static final String DONE = "done";

    private static final int POLL_MILLIS = 2;
    private static final int SETTLE_MILLIS = 300;

    private ContenderMain() {}

    public static void main(String[] arguments) throws Exception {
        endWithWatcher();
        Assignment assignment = Assignment.parse(arguments);
        Contender contender = ContenderKind.byId(assignment.kind()).create(assignment);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread worker = new Thread(() -> work(contender, failure), "contender");
        worker.setDaemon(true);
        worker.start();
        await(contender, contender.warm(), failure);
        System.out.println(MARK + WARM);
        await(contender, contender.goal(), failure);
        System.out.println(MARK + DONE);
        // Rows that should not be there would still come.
        Thread.sleep(SETTLE_MILLIS);
        System.out.println(MARK + "rows " + contender.rows() + " digest " + contender.digest());
        worker.join();
        Thread.currentThread().join();
    }

    /** Nothing may go on for ever when the watcher was killed. */
    private static void endWithWatcher() {
        ProcessHandle.current()
                .parent()
                .ifPresent(
                        watcher ->
                                watcher.onExit()
                                        .thenRun(() -> Runtime.getRuntime().halt(1))
                                        .isDone());
    }

    private static void work(Contender contender, AtomicReference<Throwable> failure) {
        try {
            contender.start();
        } catch (Throwable e) {
            failure.set(e);
        }
    }

    private static void await(
            Contender contender, long progress, AtomicReference<Throwable> failure)
            throws InterruptedException {
        while (contender.progress() < progress) {
            if (failure.get() != null) {
                failure.get().printStackTrace();
                System.exit(1);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
