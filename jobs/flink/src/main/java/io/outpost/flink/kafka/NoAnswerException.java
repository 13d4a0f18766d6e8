package io.outpost.flink.kafka;

/** The broker did not answer, or not in time: says nothing about the log. */
public final class NoAnswerException extends Exception {
    public NoAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
