package io.outpost.api.sensor;

import io.outpost.api.postgres.Database;
import io.outpost.api.web.Caller;
import io.outpost.signatures.VerifyingKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads keys from the primary: a replica may lag behind a revocation. */
final class SensorKeyStore {

    private static final Logger LOG = LoggerFactory.getLogger(SensorKeyStore.class);

    private static final String ED25519 = "ed25519";

    private static final String FIND =
            """
            SELECT k.id, k.algorithm, k.verifier, s.id AS sensor, s.tenant, s.place_id, s.sensor_id
            FROM api.sensor_keys k JOIN api.sensors s ON s.id = k.sensor
            WHERE k.id = :id AND k.revoked_at IS NULL AND s.revoked_at IS NULL
            """;

    private final Database database;

    SensorKeyStore(Database database) {
        this.database = database;
    }

    /** The key, unless there is none, it or its sensor is revoked, or it cannot be one. */
    Optional<SensorKey> find(String id) {
        return database.read(
                handle ->
                        handle.createQuery(FIND)
                                .bind("id", id)
                                .map((row, context) -> key(row))
                                .findOne()
                                .flatMap(key -> key));
    }

    private static Optional<SensorKey> key(ResultSet row) throws SQLException {
        String id = row.getString("id");
        byte[] verifier = row.getBytes("verifier");
        Caller caller =
                new Caller(
                        row.getString("sensor"),
                        row.getString("tenant"),
                        row.getString("place_id"),
                        row.getString("sensor_id"));
        if (!row.getString("algorithm").equals(ED25519)) {
            return Optional.of(new SensorKey(id, null, verifier, caller));
        }
        try {
            return Optional.of(new SensorKey(id, VerifyingKey.of(verifier), null, caller));
        } catch (IllegalArgumentException e) {
            LOG.warn("The key {} in api.sensor_keys is of no use: {}", id, e.getMessage());
            return Optional.empty();
        }
    }
}
