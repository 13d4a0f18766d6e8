package io.outpost.api.sensor;

import io.outpost.api.postgres.Database;
import java.time.Instant;

/** Nonces of all instances of the API. */
final class NonceStore {

    /**
     * Does not wait until it is on disk: of the last second before a crash of Postgres, nonces may
     * be forgotten. One that is there but expired counts as new.
     */
    private static final String REMEMBER =
            """
            INSERT INTO api.nonces AS n (key_id, nonce, expires_at)
            SELECT :key, :nonce, :expires FROM set_config('synchronous_commit', 'off', true)
            ON CONFLICT (key_id, nonce) DO UPDATE SET expires_at = EXCLUDED.expires_at
            WHERE n.expires_at <= :now
            """;

    private static final String FORGET =
            """
            DELETE FROM api.nonces WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM api.nonces WHERE expires_at <= :now ORDER BY expires_at LIMIT :most))
            """;

    private final Database database;

    NonceStore(Database database) {
        this.database = database;
    }

    /** False when it is there already. */
    boolean remember(String keyId, String nonce, Instant expires, Instant now) {
        return database.write(
                handle ->
                        handle.createUpdate(REMEMBER)
                                        .bind("key", keyId)
                                        .bind("nonce", nonce)
                                        .bind("expires", expires)
                                        .bind("now", now)
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
