package io.outpost.signatures;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.ListElement;

/** The Content-Digest of a body (RFC 9530), by SHA-256. */
public final class ContentDigest {

    private static final String SHA_256 = "sha-256";

    private ContentDigest() {}

    /** The value of the header field. */
    public static String of(byte[] body) {
        return SHA_256 + "=:" + Base64.getEncoder().encodeToString(sha256(body)) + ":";
    }

    /**
     * Whether a header field is of this body; false where it has no SHA-256. Digests by other
     * algorithms beside it do not count.
     *
     * @throws UnacceptableSignatureException when it cannot be read
     */
    public static boolean isOf(String field, byte[] body) throws UnacceptableSignatureException {
        ListElement<?> digest = Fields.dictionary("Content-Digest", field).get(SHA_256);
        return digest instanceof ByteSequenceItem item
                && MessageDigest.isEqual(sha256(body), bytes(item.get()));
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
