package io.outpost.api.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs cursors, so that a list goes on only where it was itself left off. */
public final class CursorKey {

    /** Shorter secrets could be guessed. */
    public static final int MIN_CHARACTERS = 32;

    static final int SIGNATURE_BYTES = 16;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private CursorKey(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** Of a secret that several processes share; at least {@link #MIN_CHARACTERS} long. */
    public static CursorKey of(String secret) {
        if (secret.length() < MIN_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a key has at least " + MIN_CHARACTERS + " characters");
        }
        return new CursorKey(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Of this process alone. */
    public static CursorKey random() {
        byte[] secret = new byte[MIN_CHARACTERS];
        new SecureRandom().nextBytes(secret);
        return new CursorKey(secret);
    }

    /** The first {@link #SIGNATURE_BYTES} of the HMAC-SHA-256. */
    byte[] sign(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(bytes), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** In the same time for every wrong signature. */
    boolean signed(byte[] bytes, byte[] signature) {
        return MessageDigest.isEqual(sign(bytes), signature);
    }
}
