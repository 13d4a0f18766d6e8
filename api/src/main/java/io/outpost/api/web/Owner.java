package io.outpost.api.web;

import java.nio.charset.StandardCharsets;

/**
 * Whose a preference or a channel is: the subject of the token; without tokens everybody is the
 * same one.
 */
public final class Owner {

    private static final String NOBODY_IN_PARTICULAR = "anonymous";
    private static final int LONGEST_BYTES = 256;

    private Owner() {}

    /**
     * Who asks.
     *
     * @throws ProblemException FORBIDDEN for a subject that cannot be an id
     */
    public static String of(Request request) {
        String id = request.caller().id();
        if (id == null) {
            return NOBODY_IN_PARTICULAR;
        }
        boolean isPlain = id.chars().noneMatch(one -> one < ' ' || one == 0x7F) && !id.isBlank();
        if (!isPlain || id.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw new ProblemException(
                    ProblemKind.FORBIDDEN,
                    "The subject of the token can own nothing: it is blank, longer than 256 bytes, or has"
                            + " control characters.");
        }
        return id;
    }
}
