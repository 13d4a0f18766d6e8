package io.outpost.cli.console;

/** A command cannot continue; the message says to a person what is wrong and what to do. */
public class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandException(String message) {
        super(message);
    }

    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
