package io.outpost.api.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Verifies tokens (JWT, RFC 7519): header, signature by a key of the issuer, then claims. A token
 * brings no key and no algorithm along; its key is one of the issuer's, its algorithm its key's.
 */
final class TokenVerifier {

    /** How far the clocks of issuer and API may differ. */
    static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(60);

    /** All that a header may have; others would be to name keys, or to change what is signed. */
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ", "x5t", "x5t#S256");

    private static final Set<JOSEObjectType> TYPES =
            Set.of(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"));

    private static final Set<String> REQUIRED = Set.of("sub", "exp");

    private final SigningKeys keys;
    private final DefaultJWTClaimsVerifier<?> claims;

    TokenVerifier(TokenSettings settings, SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.claims = new Claims(settings, clock);
    }

    /**
     * What the token says.
     *
     * @throws TokenException when it is not to be trusted
     */
    VerifiedToken verify(String token) throws TokenException {
        long edition = keys.edition();
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            SigningKey key = key(jwt.getHeader());
            if (!key.verifies(jwt.getSigningInput(), jwt.getSignature().decode())) {
                throw new TokenException("The signature of the token is not its key's.");
            }
            JWTClaimsSet said = jwt.getJWTClaimsSet();
            claims.verify(said, null);
            return new VerifiedToken(
                    said.getSubject(),
                    Set.copyOf(scopes(said)),
                    said.getExpirationTime().toInstant(),
                    edition);
        } catch (BadJWTException e) {
            throw new TokenException(
                    "The token has expired, is not valid yet, or is not of the issuer or for the"
                            + " audience that is configured here, or names no subject.");
        } catch (ParseException | IllegalArgumentException e) {
            throw new TokenException("The token is no signed JWT.");
        }
    }

    private SigningKey key(JWSHeader header) throws TokenException {
        if (!HEADER.containsAll(header.getIncludedParams())) {
            throw new TokenException("The header of the token has more than alg, kid and typ.");
        }
        if (header.getType() == null || !TYPES.contains(header.getType())) {
            throw new TokenException("The token is not of type JWT or at+jwt.");
        }
        if (header.getKeyID() == null) {
            throw new TokenException("The token names no key (kid).");
        }
        return keys.find(header.getKeyID())
                .filter(key -> key.algorithm().equals(header.getAlgorithm()))
                .orElseThrow(
                        () ->
                                new TokenException(
                                        "The token is signed by no key of the issuer for EdDSA or"
                                                + " RS256."));
    }

    /** Issuers write them in one of two claims, and that one as text or as a list. */
    private static Collection<String> scopes(JWTClaimsSet said) throws ParseException {
        Set<String> scopes = new HashSet<>();
        for (String claim : List.of("scope", "scp")) {
            Object value = said.getClaim(claim);
            if (value instanceof String text) {
                scopes.addAll(Arrays.asList(text.split(" ", -1)));
            } else if (value != null) {
                scopes.addAll(new ArrayList<>(said.getStringListClaim(claim)));
            }
        }
        return scopes;
    }

    /** By the API's clock. */
    private static final class Claims
            extends DefaultJWTClaimsVerifier<com.nimbusds.jose.proc.SecurityContext> {

        private final Clock clock;

        Claims(TokenSettings settings, Clock clock) {
            super(
                    settings.audience(),
                    new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                    REQUIRED);
            this.clock = clock;
            setMaxClockSkew((int) CLOCK_TOLERANCE.toSeconds());
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
