package io.outpost.deliver.send;

/** A way to reach somebody. Thread-safe. */
public interface Receiver {
    /** Tries once, and says what came of it; never fails. */
    Outcome send(Message message);
}
