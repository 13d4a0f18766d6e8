package io.outpost.api.token;

import java.net.URI;

/**
 * Whose tokens are taken.
 *
 * @param issuer that every token must name
 * @param audience that every token must name, of several one
 * @param keys where the issuer publishes its keys as a JWKS: http, https or file
 */
public record TokenSettings(String issuer, String audience, URI keys) {}
