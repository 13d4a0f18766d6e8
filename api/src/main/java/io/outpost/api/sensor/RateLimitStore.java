package io.outpost.api.sensor;

import io.outpost.api.postgres.Database;
import java.time.Instant;
import java.util.Optional;

/** Buckets of all instances of the API, in the form in which the library writes them. */
final class RateLimitStore {

    private static final String FIND = "SELECT state FROM api.rate_limits WHERE name = :name";

    private static final String ADD =
            """
            INSERT INTO api.rate_limits (name, state, expires_at) VALUES (:name, :state, :expires)
            ON CONFLICT (name) DO NOTHING
            """;

    private static final String REPLACE =
            """
            UPDATE api.rate_limits SET state = :state, expires_at = :expires
            WHERE name = :name AND state = :before
            """;

    private static final String FORGET =
            """
            DELETE FROM api.rate_limits WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM api.rate_limits WHERE expires_at <= :now ORDER BY expires_at LIMIT :most))
            """;

    private final Database database;

    RateLimitStore(Database database) {
        this.database = database;
    }

    /** A bucket; empty: nobody has asked for it of late. */
    Optional<byte[]> find(String name) {
        return database.read(
                handle ->
                        handle.createQuery(FIND).bind("name", name).mapTo(byte[].class).findOne());
    }

    /** False when another instance was quicker. */
    boolean add(String name, byte[] state, Instant expires) {
        return database.write(
                handle ->
                        handle.createUpdate(ADD)
                                        .bind("name", name)
                                        .bind("state", state)
                                        .bind("expires", expires)
                                        .execute()
                                == 1);
    }

    /** False when it is not as it was before. */
    boolean replace(String name, byte[] before, byte[] state, Instant expires) {
        return database.write(
                handle ->
                        handle.createUpdate(REPLACE)
                                        .bind("name", name)
                                        .bind("before", before)
                                        .bind("state", state)
                                        .bind("expires", expires)
                                        .execute()
                                == 1);
    }

    /** Deletes the oldest of those that have expired. */
    int forget(Instant now, int most) {
        return database.write(
                handle ->
                        handle.createUpdate(FORGET).bind("now", now).bind("most", most).execute());
    }
}
