package io.outpost.signatures;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** A private key of Ed25519 (RFC 8032): 32 bytes, which are a secret. */
public final class SigningKey {

    /** What comes before the 32 bytes in PKCS #8 (RFC 8410). */
    private static final byte[] PKCS8 = {
        0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04,
        0x20
    };

    private final Ed25519PrivateKeyParameters key;

    private SigningKey(Ed25519PrivateKeyParameters key) {
        this.key = key;
    }

    /** A new one. */
    public static SigningKey random(SecureRandom random) {
        return new SigningKey(new Ed25519PrivateKeyParameters(random));
    }

    /**
     * The key of 32 bytes.
     *
     * @throws IllegalArgumentException when there are more or fewer
     */
    public static SigningKey of(byte[] bytes) {
        if (bytes.length != VerifyingKey.BYTES) {
            throw new IllegalArgumentException(
                    "a private key has 32 bytes, but these are " + bytes.length);
        }
        return new SigningKey(new Ed25519PrivateKeyParameters(bytes, 0));
    }

    /** The 32 bytes, from which {@link #of} makes it again. */
    public byte[] bytes() {
        return key.getEncoded();
    }

    /** What it is checked with. */
    public VerifyingKey verifyingKey() {
        return VerifyingKey.of(key.generatePublicKey().getEncoded());
    }

    /** The 64 bytes of its signature. */
    public byte[] sign(byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    /** As openssl reads it: PKCS #8 in PEM. */
    public String pem() {
        byte[] encoded = Arrays.copyOf(PKCS8, PKCS8.length + VerifyingKey.BYTES);
        System.arraycopy(bytes(), 0, encoded, PKCS8.length, VerifyingKey.BYTES);
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getEncoder().encodeToString(encoded)
                + "\n-----END PRIVATE KEY-----\n";
    }
}
