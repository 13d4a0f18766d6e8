package io.outpost.signatures;

import java.util.Arrays;

/** Two keys that are the same in every run. */
final class TestKeys {

    static final SigningKey ONE = SigningKey.of(filledWith(1));
    static final SigningKey OTHER = SigningKey.of(filledWith(2));

    private TestKeys() {}

    private static byte[] filledWith(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
