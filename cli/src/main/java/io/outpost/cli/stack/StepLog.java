package io.outpost.cli.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Shows a person what was done and how long it took. */
record StepLog(PrintStream out) {
    /** Runs one step; what it returns is added to its line. */
    void step(String name, Callable<String> step) throws Exception {
        Instant begin = Instant.now();
        done(name, begin, step.call());
    }

    void done(String name, Instant begin, String result) {
        double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
        say(String.format(Locale.ROOT, "  %-12s %6.1f s  %s", name, seconds, result));
    }

    void say(String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
