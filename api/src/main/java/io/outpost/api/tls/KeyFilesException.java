package io.outpost.api.tls;

/** Files of a certificate that cannot be used; the message names option and file, and no secret. */
public final class KeyFilesException extends Exception {

    KeyFilesException(String message) {
        super(message);
    }
}
