package io.outpost.schemas.wire;

/** The registry answered, and has no usable Avro schema under this id; the message says why. */
public final class UnknownSchemaException extends Exception {
    public UnknownSchemaException(String message) {
        super(message);
    }
}
