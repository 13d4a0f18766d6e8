package io.outpost.cli.stack;

import java.time.Duration;

/** Pauses before starts: each twice as long as the one before, up to a longest. */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private Duration next;
    private int pauses;

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    Duration pause() {
        Duration pause = next;
        Duration doubled = pause.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        pauses++;
        return pause;
    }

    /** Pauses since the last time that all was well. */
    int pauses() {
        return pauses;
    }

    /** All is well; the first pause counts again. */
    void reset() {
        next = first;
        pauses = 0;
    }
}
