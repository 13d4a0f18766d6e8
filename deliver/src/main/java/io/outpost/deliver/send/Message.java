package io.outpost.deliver.send;

/**
 * What a receiver gets.
 *
 * @param id of the alert, by which a receiver knows again what it has
 * @param address of the receiver: a URL, or of mail
 * @param secret by which it is signed; null: it is not
 * @param body in JSON, the same at each try
 * @param traceparent of the trace that it belongs to; null: to none
 */
public record Message(String id, String address, String secret, String body, String traceparent) {

    /** Without what must not be seen in a log. */
    @Override
    public String toString() {
        return id;
    }
}
