package io.outpost.signatures;

import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A public key of Ed25519 (RFC 8032): 32 bytes. */
public final class VerifyingKey {

    /** Of a key, public or private. */
    static final int BYTES = 32;

    private static final int SIGNATURE_BYTES = 64;

    private final Ed25519PublicKeyParameters key;

    private VerifyingKey(Ed25519PublicKeyParameters key) {
        this.key = key;
    }

    /**
     * The key of 32 bytes.
     *
     * @throws IllegalArgumentException when there are more or fewer, or they are no point of the
     *     curve, or one for which anybody can make signatures
     */
    public static VerifyingKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "a public key of Ed25519 has 32 bytes, but these are " + bytes.length);
        }
        if (!Ed25519.validatePublicKeyFull(bytes, 0)) {
            throw new IllegalArgumentException("these 32 bytes are no public key of Ed25519");
        }
        return new VerifyingKey(new Ed25519PublicKeyParameters(bytes, 0));
    }

    /** The 32 bytes. */
    public byte[] bytes() {
        return key.getEncoded();
    }

    /** Whether the signature is one of the message by the private key that belongs to this. */
    public boolean verifies(byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(false, key);
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }
}
