package io.outpost.schemas.wire;

/**
 * The registry did not answer, or answered with a fault of its own: says nothing about the data.
 */
public final class RegistryUnavailableException extends Exception {
    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
