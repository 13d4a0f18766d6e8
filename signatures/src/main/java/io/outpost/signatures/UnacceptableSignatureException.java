package io.outpost.signatures;

/**
 * A signature that nothing has to be known of its key to reject: it cannot be read, or does not
 * cover what it must, or is not of now. The message says to the sender what to change.
 */
public final class UnacceptableSignatureException extends Exception {

    private static final long serialVersionUID = 1L;

    UnacceptableSignatureException(String message) {
        super(message);
    }
}
