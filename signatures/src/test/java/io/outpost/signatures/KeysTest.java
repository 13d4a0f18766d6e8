package io.outpost.signatures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class KeysTest {

    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.US_ASCII);

    @Test
    void aNewKeySignsAndIsMadeAgainFromItsBytes() {
        SigningKey key = SigningKey.random(new SecureRandom());
        assertTrue(key.verifyingKey().verifies(MESSAGE, key.sign(MESSAGE)));
        assertArrayEquals(key.sign(MESSAGE), SigningKey.of(key.bytes()).sign(MESSAGE));
        assertFalse(TestKeys.ONE.verifyingKey().verifies(MESSAGE, key.sign(MESSAGE)));
    }

    @Test
    void whatIsNoKeyIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> SigningKey.of(new byte[31]));
        assertThrows(IllegalArgumentException.class, () -> VerifyingKey.of(new byte[33]));
    }

    /** Of the points of small order anybody can make signatures. */
    @Test
    void aKeyThatAnybodyCouldSignForIsRejected() {
        byte[] neutral = new byte[32];
        neutral[0] = 1;
        assertThrows(IllegalArgumentException.class, () -> VerifyingKey.of(neutral));
        assertThrows(IllegalArgumentException.class, () -> VerifyingKey.of(new byte[32]));
    }
}
