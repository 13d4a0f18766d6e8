package io.outpost.deliver.send;

import java.time.Duration;

/**
 * What came of a try to deliver.
 *
 * @param status of HTTP; null: there was no answer
 * @param error what went wrong, for people; null: nothing
 * @param retryAfter for how long the receiver wants to be left alone; null: it has not said
 */
public record Outcome(Result result, Integer status, String error, Duration retryAfter) {
    private static final int LONGEST_ERROR = 300;

    /** Whether the receiver has it. */
    public enum Result {
        DELIVERED,
        /** It may have it later. */
        FAILED,
        /** It is no more, and says so. */
        GONE
    }

    public Outcome {
        error = error == null ? null : shown(error);
    }

    static Outcome delivered(Integer status) {
        return new Outcome(Result.DELIVERED, status, null, null);
    }

    static Outcome failed(String error) {
        return new Outcome(Result.FAILED, null, error, null);
    }

    /** On one line, and not too long. */
    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_ERROR ? line : line.substring(0, LONGEST_ERROR) + "...";
    }
}
