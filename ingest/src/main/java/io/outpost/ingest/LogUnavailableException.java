package io.outpost.ingest;

/** The log takes nothing at present; what was sent may or may not be in it. Worth another try. */
public final class LogUnavailableException extends Exception {
    LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    LogUnavailableException(String message) {
        super(message);
    }
}
