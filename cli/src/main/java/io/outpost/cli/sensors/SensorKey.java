package io.outpost.cli.sensors;

import io.outpost.signatures.SigningKey;
import io.outpost.signatures.VerifyingKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * A key that was just made: the only time that what is secret of it is known here.
 *
 * @param verifier what is stored: the public key, or the hash of the secret
 * @param secret of {@link Algorithm#SECRET}; null else
 * @param privateKey of {@link Algorithm#ED25519}; null when only the sensor has it
 */
public record SensorKey(
        String id, Algorithm algorithm, byte[] verifier, String secret, SigningKey privateKey) {

    /** So many bits cannot be guessed, so that a plain hash keeps the secret. */
    private static final int SECRET_BYTES = 32;

    /** How a key proves itself. */
    public enum Algorithm {
        ED25519,
        SECRET
    }

    /** A new key. */
    public static SensorKey create(Algorithm algorithm) {
        SecureRandom random = new SecureRandom();
        if (algorithm == Algorithm.ED25519) {
            SigningKey key = SigningKey.random(random);
            return new SensorKey(newId(), algorithm, key.verifyingKey().bytes(), null, key);
        }
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new SensorKey(newId(), algorithm, sha256(secret), secret, null);
    }

    /** The key of a sensor that has made it itself, and keeps the private one. */
    public static SensorKey of(VerifyingKey publicKey) {
        return new SensorKey(newId(), Algorithm.ED25519, publicKey.bytes(), null, null);
    }

    /** How to send with it, unless only the sensor can. */
    public Optional<String> example(String apiUrl, Sensor sensor) {
        if (secret == null && privateKey == null) {
            return Optional.empty();
        }
        return Optional.of(new Example(apiUrl, sensor).with(this));
    }

    private static String newId() {
        return "key-" + Sensor.randomName();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
