package io.outpost.api.web;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one after the other on a thread of others, which it asks for only while it has none:
 * an acknowledgement of many requests wakes one thread, not as many. For short tasks that never
 * wait, as each holds up those behind it.
 */
final class InTurn implements Executor {

    private final Executor threads;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** Those that are not done yet. */
    private final AtomicInteger left = new AtomicInteger();

    InTurn(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (left.getAndIncrement() == 0) {
            threads.execute(this::run);
        }
    }

    private void run() {
        boolean failed = true;
        try {
            do {
                tasks.remove().run();
            } while (left.decrementAndGet() > 0);
            failed = false;
        } finally {
            if (failed && left.decrementAndGet() > 0) {
                threads.execute(this::run);
            }
        }
    }
}
