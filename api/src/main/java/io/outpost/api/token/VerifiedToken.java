package io.outpost.api.token;

import java.time.Instant;
import java.util.Set;

/**
 * What a token that was verified says.
 *
 * @param subject who holds it
 * @param scopes what its holder may do
 * @param expiresAt from when on it is worth nothing, without the tolerance for clocks
 * @param edition of the keys by which it was verified
 */
record VerifiedToken(String subject, Set<String> scopes, Instant expiresAt, long edition) {}
