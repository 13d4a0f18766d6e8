package io.outpost.api.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.outpost.api.web.Access;
import io.outpost.api.web.Admission;
import io.outpost.api.web.Caller;
import io.outpost.api.web.Endpoint;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.Request;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Admits people by their bearer tokens (RFC 6750), each to what its scopes allow. A token is known
 * again by its hash until it expires or the issuer's keys are read anew; no token is kept or
 * logged.
 */
public final class TokenAdmission implements Admission {

    private static final int MAX_REMEMBERED = 10_000;

    private static final Pattern BEARER =
            Pattern.compile("Bearer +([A-Za-z0-9._~+/=-]+)", Pattern.CASE_INSENSITIVE);

    private final SigningKeys keys;
    private final TokenVerifier verifier;
    private final Clock clock;
    private final Cache<ByteBuffer, VerifiedToken> verified =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    private TokenAdmission(SigningKeys keys, TokenVerifier verifier, Clock clock) {
        this.keys = keys;
        this.verifier = verifier;
        this.clock = clock;
    }

    /** Reads the issuer's keys; where they are not there yet, nobody is admitted until they are. */
    public static TokenAdmission of(TokenSettings settings, Clock clock) {
        SigningKeys keys = new SigningKeys(new Jwks(settings.keys()), clock);
        return new TokenAdmission(keys, new TokenVerifier(settings, keys, clock), clock);
    }

    @Override
    public Caller admit(Endpoint endpoint, Request request) {
        String scope = scope(endpoint.access());
        VerifiedToken token = verified(bearer(request));
        if (!token.scopes().contains(scope)) {
            throw new ProblemException(
                            ProblemKind.FORBIDDEN, "The token lacks the scope " + scope + ".")
                    .with(
                            "WWW-Authenticate",
                            "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
        }
        return new Caller(token.subject(), null, null, null);
    }

    /** What is not for people is for no token. */
    private static String scope(Access access) {
        return switch (access) {
            case READ -> "outpost:read";
            case WRITE -> "outpost:write";
            case OPEN, SEND ->
                    throw new ProblemException(
                            ProblemKind.FORBIDDEN, "This route admits nobody by a token.");
        };
    }

    private static String bearer(Request request) {
        String header = request.header("Authorization").orElse("");
        if (!header.regionMatches(true, 0, "Bearer", 0, "Bearer".length())) {
            throw new ProblemException(
                            ProblemKind.UNAUTHENTICATED,
                            "Send a token of the issuer: Authorization: Bearer TOKEN.")
                    .with("WWW-Authenticate", "Bearer");
        }
        Matcher bearer = BEARER.matcher(header);
        if (!bearer.matches()) {
            throw rejected("The header Authorization must be Bearer and one token.");
        }
        return bearer.group(1);
    }

    private VerifiedToken verified(String token) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(token));
        VerifiedToken known = verified.getIfPresent(hash);
        if (known != null && holds(known)) {
            return known;
        }
        verified.invalidate(hash);
        try {
            VerifiedToken fresh = verifier.verify(token);
            verified.put(hash, fresh);
            return fresh;
        } catch (TokenException e) {
            throw rejected(e.getMessage());
        }
    }

    private boolean holds(VerifiedToken known) {
        return known.edition() == keys.edition()
                && clock.instant().isBefore(known.expiresAt().plus(TokenVerifier.CLOCK_TOLERANCE));
    }

    private static ProblemException rejected(String why) {
        return new ProblemException(ProblemKind.UNAUTHENTICATED, why)
                .with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
