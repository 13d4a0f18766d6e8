package io.outpost.ingest;

/** Text that is no JSON, or JSON beyond the bounds; the message says what is wrong, and where. */
public final class UnreadableJsonException extends Exception {
    UnreadableJsonException(String message) {
        super(message);
    }
}
