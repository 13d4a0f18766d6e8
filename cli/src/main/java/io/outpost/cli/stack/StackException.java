package io.outpost.cli.stack;

/** Something the user must know; the message says what is wrong and what to do about it. */
public class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
