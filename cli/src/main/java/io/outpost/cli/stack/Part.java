package io.outpost.cli.stack;

import java.io.IOException;

/**
 * One process of the stack: what it needs before its start, its command, and how to ask whether it
 * is ready.
 */
interface Part {
    String name();

    /** Where it answers, for people. */
    String address();

    /**
     * Done once per {@code up}, before the first start; finds what an earlier, interrupted run
     * left.
     */
    default void prepare() throws IOException, InterruptedException {}

    Launch launch();

    /** Asks the process; false while it does not answer. */
    boolean ready();

    /** What a process says of itself. */
    enum Service {
        WORKS,
        DECLINES,
        SILENT
    }

    /** Asks the process whether it can do its work. */
    default Service service() {
        return Service.WORKS;
    }

    /** The signal that ends it cleanly. */
    default String stopSignal() {
        return "TERM";
    }
}
