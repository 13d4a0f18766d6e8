package io.outpost.cli.sensors;

import io.outpost.cli.console.CommandException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes sensors and their keys to the tables that the API reads. */
public final class SensorStore {
    private static final String ADD =
            "INSERT INTO api.sensors (id, tenant, place_id, sensor_id) VALUES (?, ?, ?, ?)";

    /** In the slot that is free; no row when both are taken. */
    private static final String ADD_KEY =
            """
            INSERT INTO api.sensor_keys (id, sensor, algorithm, verifier, slot)
            SELECT ?, s.id, ?, ?, free.slot
            FROM api.sensors s CROSS JOIN LATERAL (
                SELECT slot FROM (VALUES (1::smallint), (2::smallint)) slots (slot)
                WHERE slot NOT IN (SELECT slot FROM api.sensor_keys WHERE sensor = s.id AND revoked_at IS NULL)
                ORDER BY slot LIMIT 1) free
            WHERE s.id = ?
            """;

    private static final String FIND =
            "SELECT id, tenant, place_id, sensor_id FROM api.sensors WHERE id = ? AND revoked_at IS NULL";

    private static final String NEWEST_ALGORITHM =
            "SELECT algorithm FROM api.sensor_keys WHERE sensor = ? ORDER BY created_at DESC LIMIT 1";

    private static final String LIST =
            """
            SELECT s.id, s.tenant, s.place_id, s.sensor_id, k.id AS key_id, k.algorithm, k.created_at,
                   coalesce(s.revoked_at, k.revoked_at) AS revoked_at
            FROM api.sensors s JOIN api.sensor_keys k ON k.sensor = s.id
            ORDER BY s.place_id, s.sensor_id NULLS FIRST, s.id, k.created_at, k.id
            """;

    private static final String REVOKE =
            "UPDATE api.sensors SET revoked_at = now() WHERE id = ? AND revoked_at IS NULL";

    private static final String REVOKE_KEY =
            "UPDATE api.sensor_keys SET revoked_at = now() WHERE sensor = ? AND id = ? AND revoked_at IS NULL";

    private final Connection connection;

    /**
     * @param connection to the primary, as somebody who may write to schema api
     */
    public SensorStore(Connection connection) {
        this.connection = connection;
    }

    /**
     * A key as it is listed.
     *
     * @param algorithm such as ed25519
     * @param revokedAt of the key or of its sensor; null: it may send
     */
    public record Listed(
            Sensor sensor, String keyId, String algorithm, Instant createdAt, Instant revokedAt) {}

    /** Adds a sensor with its first key, both or none. */
    public void add(Sensor sensor, SensorKey key) throws SQLException {
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            change(ADD, sensor.id(), sensor.tenant(), sensor.placeId(), sensor.sensorId());
            addKey(sensor.id(), key);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(before);
        }
    }

    /**
     * The sensor.
     *
     * @throws CommandException when there is none, or it is revoked
     */
    public Sensor find(String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw absent(id);
                }
                return sensor(row);
            }
        }
    }

    /** Of the newest key of a sensor that there is. */
    SensorKey.Algorithm algorithmOf(String sensorId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEWEST_ALGORITHM)) {
            statement.setString(1, sensorId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return SensorKey.Algorithm.valueOf(row.getString(1).toUpperCase(Locale.ROOT));
            }
        }
    }

    /**
     * Adds a key beside the one that a sensor has.
     *
     * @throws CommandException when it has two already
     */
    void addSecond(String sensorId, SensorKey key) throws SQLException {
        if (addKey(sensorId, key) == 0) {
            throw new CommandException(
                    "%s has two keys already; revoke one first: ./outpost sensors revoke %s --key KEY_ID. ./outpost sensors list names them."
                            .formatted(sensorId, sensorId));
        }
    }

    /** All keys with their sensors, by place. */
    public List<Listed> list() throws SQLException {
        List<Listed> all = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LIST);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                all.add(
                        new Listed(
                                sensor(row),
                                row.getString("key_id"),
                                row.getString("algorithm"),
                                instant(row, "created_at"),
                                instant(row, "revoked_at")));
            }
        }
        return all;
    }

    /**
     * Revokes a sensor with all its keys.
     *
     * @throws CommandException when there is none, or it is revoked already
     */
    public void revoke(String sensorId) throws SQLException {
        if (change(REVOKE, sensorId) == 0) {
            throw absent(sensorId);
        }
    }

    /**
     * Revokes one key of a sensor.
     *
     * @throws CommandException when it has none of this id, or it is revoked already
     */
    public void revoke(String sensorId, String keyId) throws SQLException {
        if (change(REVOKE_KEY, sensorId, keyId) == 0) {
            throw new CommandException(
                    "%s has no key %s that is in use; ./outpost sensors list names them."
                            .formatted(sensorId, keyId));
        }
    }

    private int addKey(String sensorId, SensorKey key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD_KEY)) {
            statement.setString(1, key.id());
            statement.setString(2, key.algorithm().name().toLowerCase(Locale.ROOT));
            statement.setBytes(3, key.verifier());
            statement.setString(4, sensorId);
            return statement.executeUpdate();
        }
    }

    private int change(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private static CommandException absent(String id) {
        return new CommandException(
                "There is no sensor "
                        + id
                        + ", or it is revoked already; ./outpost sensors list names them.");
    }

    private static Sensor sensor(ResultSet row) throws SQLException {
        return new Sensor(
                row.getString("id"),
                row.getString("tenant"),
                row.getString("place_id"),
                row.getString("sensor_id"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
