package io.outpost.api.sensor;

import io.outpost.api.web.Caller;
import io.outpost.signatures.VerifyingKey;

/**
 * A key that may send. How it proves itself is fixed with it, never chosen by a request.
 *
 * @param publicKey that signatures are checked with; null: it is a secret
 * @param secretHash the SHA-256 of a secret of at least 128 random bits, which no guessing reaches,
 *     so that no slow hash is needed; null: it is a public key
 * @param caller the sensor that it belongs to, and what that may send
 */
record SensorKey(String id, VerifyingKey publicKey, byte[] secretHash, Caller caller) {

    boolean signs() {
        return publicKey != null;
    }

    boolean isSecret() {
        return secretHash != null;
    }
}
