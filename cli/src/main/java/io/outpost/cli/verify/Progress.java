package io.outpost.cli.verify;

import java.io.PrintStream;
import java.util.function.Supplier;

/** Says on the standard error stream how far long work is. */
public final class Progress {
    private static final long PAUSE_NANOS = 2_000_000_000L;

    private final PrintStream out;
    private final long beginNanos = System.nanoTime();
    private long lastNanos = beginNanos;

    public Progress(PrintStream out) {
        this.out = out;
    }

    public void say(String text) {
        out.printf("%5.1f s  %s%n", (System.nanoTime() - beginNanos) / 1e9, text);
        out.flush();
    }

    /** Says it when nothing has been said for a while. */
    public void update(Supplier<String> text) {
        long now = System.nanoTime();
        if (now - lastNanos > PAUSE_NANOS) {
            lastNanos = now;
            say(text.get());
        }
    }
}
