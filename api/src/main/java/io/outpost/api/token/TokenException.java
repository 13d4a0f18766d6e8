package io.outpost.api.token;

/** A token that is not taken. The message says why, and nothing that stands in the token. */
final class TokenException extends Exception {

    TokenException(String message) {
        super(message);
    }
}
