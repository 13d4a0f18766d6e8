package io.outpost.api.ingest;

import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The name that a sender gives to a request, to send it again without doubt.
 *
 * @param caller whose name it is
 * @param sha256 of what was sent
 */
record IdempotencyKey(String caller, String key, byte[] sha256) {
    static final String HEADER = "Idempotency-Key";

    private static final String FORM = "[\\x21-\\x7e]{1,128}";

    /** Of a request; empty: it has none. */
    static Optional<IdempotencyKey> of(Request request) {
        return request.header(HEADER)
                .map(key -> new IdempotencyKey(caller(request), checked(key), sha256(request)));
    }

    private static String caller(Request request) {
        String id = request.caller().id();
        return id == null ? "" : id;
    }

    private static String checked(String key) {
        if (!key.matches(FORM)) {
            throw new ProblemException(
                    ProblemKind.BAD_REQUEST,
                    HEADER + " must be 1 to 128 visible ASCII characters.");
        }
        return key;
    }

    private static byte[] sha256(Request request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(request.contentType().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return digest.digest(request.body());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
