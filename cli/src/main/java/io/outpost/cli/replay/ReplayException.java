package io.outpost.cli.replay;

/** A replay cannot go on; the message tells a person what is wrong and what to do. */
public final class ReplayException extends RuntimeException {
    public ReplayException(String message) {
        super(message);
    }

    public ReplayException(String message, Throwable cause) {
        super(message, cause);
    }
}
