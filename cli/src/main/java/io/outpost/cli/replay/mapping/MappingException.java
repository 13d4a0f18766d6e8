package io.outpost.cli.replay.mapping;

/** A mapping file is not right; the message names file, line and key. */
public final class MappingException extends RuntimeException {
    public MappingException(String message) {
        super(message);
    }

    public MappingException(String message, Throwable cause) {
        super(message, cause);
    }
}
