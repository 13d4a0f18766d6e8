package io.outpost.cli.console;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A line about how far it is, at most one per second; on a terminal always the same line. */
public final class Progress {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanoClock;
    private long last;
    private boolean lineIsOpen;

    public Progress(PrintStream out, boolean terminal, LongSupplier nanoClock) {
        this.out = out;
        this.terminal = terminal;
        this.nanoClock = nanoClock;
        this.last = nanoClock.getAsLong() - INTERVAL_NANOS;
    }

    /** On the error channel, so that what a command prints stays what was asked for. */
    @SuppressWarnings("SystemConsoleNull") // on JDK 17 null means: not a terminal
    public static Progress onErrorChannel() {
        return new Progress(System.err, System.console() != null, System::nanoTime);
    }

    public boolean isDue() {
        return nanoClock.getAsLong() - last >= INTERVAL_NANOS;
    }

    /** Prints the line when the last one is a second old. */
    public void update(String line) {
        if (!isDue()) {
            return;
        }
        last = nanoClock.getAsLong();
        if (terminal) {
            out.print("\r\u001b[K" + line);
            out.flush();
            lineIsOpen = true;
        } else {
            out.println(line);
        }
    }

    /** The same of what runs for ever: a file would be full of such lines. */
    public void updateOnTerminal(String line) {
        if (terminal) {
            update(line);
        }
    }

    /** Prints a line that stays. */
    public void say(String line) {
        if (lineIsOpen) {
            out.print("\r\u001b[K");
            lineIsOpen = false;
        }
        out.println(line);
    }
}
