package io.outpost.api.web;

/**
 * Query parameters by which senders that can send no header prove who they are.
 *
 * @param keyId name of the one with the key's id
 * @param secret name of the one with its secret
 */
public record SecretParameters(String keyId, String secret) {}
