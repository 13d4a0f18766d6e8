package io.outpost.api.sensor;

import io.outpost.signatures.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.jdbi.v3.core.Jdbi;

/** Sensors in the tables, as the command line makes them. */
public record Enrolled(Jdbi owner) {

    public void sensor(String id, String tenant, String place, String sensor) {
        owner.useHandle(
                handle ->
                        handle.execute(
                                "INSERT INTO api.sensors (id, tenant, place_id, sensor_id) VALUES (?, ?, ?, ?)",
                                id,
                                tenant,
                                place,
                                sensor));
    }

    /** A new key for signatures. */
    public SigningKey signing(String sensor, String keyId, int slot) {
        SigningKey key = SigningKey.random(new SecureRandom());
        key(sensor, keyId, "ed25519", key.verifyingKey().bytes(), slot);
        return key;
    }

    public void secret(String sensor, String keyId, String secret, int slot) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(secret.getBytes(StandardCharsets.UTF_8));
            key(sensor, keyId, "secret", hash, slot);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void key(String sensor, String keyId, String algorithm, byte[] verifier, int slot) {
        owner.useHandle(
                handle ->
                        handle.execute(
                                "INSERT INTO api.sensor_keys (id, sensor, algorithm, verifier, slot) VALUES (?, ?, ?, ?, ?)",
                                keyId,
                                sensor,
                                algorithm,
                                verifier,
                                slot));
    }

    void revokeKey(String keyId) {
        owner.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE api.sensor_keys SET revoked_at = now() WHERE id = ?",
                                keyId));
    }

    void revoke(String sensor) {
        owner.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE api.sensors SET revoked_at = now() WHERE id = ?", sensor));
    }

    public long count(String sql, Object... values) {
        return owner.withHandle(
                handle -> {
                    var query = handle.createQuery(sql);
                    for (int i = 0; i < values.length; i++) {
                        query.bind(i, values[i]);
                    }
                    return query.mapTo(Long.class).one();
                });
    }
}
