package io.outpost.schemas.wire;

/** The registry answered, and has no usable Avro schema under this id. */
public final class UnknownSchemaException extends Exception {
    public UnknownSchemaException(String message) {
        super(message);
    }

    public UnknownSchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
