package io.outpost.api.ingest;

import io.outpost.api.postgres.Database;
import io.outpost.ingest.LogWriter;
import io.outpost.ingest.SentBefore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Idempotency keys of all instances, by the clock of Postgres. Each is kept for a day. */
public final class IdempotencyStore {
    /**
     * From the claim of a key to its last record, and until that is in the log or never will be.
     */
    private static final Duration LEASE = LogWriter.DELIVERY_LIMIT.plus(Attempt.TO_SEND);

    /** The same where what was sent before is looked for first. */
    private static final Duration LEASE_AGAIN = LEASE.plus(SentBefore.LIMIT);

    private static final Duration CLEANED_EVERY = Duration.ofMinutes(1);
    private static final int MOST_CLEANED = 1_000;

    private static final String INSERT =
            "INSERT INTO api.idempotency_keys"
                    + " (caller, key, request_sha256, request_id, began_at, lease_until)"
                    + " VALUES (:caller, :key, :sha256, :id, clock_timestamp(),"
                    + " clock_timestamp() + :seconds * interval '1 second')"
                    + " ON CONFLICT DO NOTHING";

    private static final String SELECT =
            "SELECT request_sha256, request_id, began_at, lease_until > clock_timestamp() AS leased,"
                    + " extract(epoch FROM lease_until - clock_timestamp()) AS seconds_left,"
                    + " answer FROM api.idempotency_keys"
                    + " WHERE caller = :caller AND key = :key FOR UPDATE";

    private static final String RENEW =
            "UPDATE api.idempotency_keys"
                    + " SET lease_until = clock_timestamp() + :seconds * interval '1 second'"
                    + " WHERE caller = :caller AND key = :key";

    private static final String FINISH =
            "UPDATE api.idempotency_keys SET answer = :answer"
                    + " WHERE caller = :caller AND key = :key AND request_id = :id";

    private static final String RELEASE =
            "UPDATE api.idempotency_keys SET lease_until = clock_timestamp()"
                    + " WHERE caller = :caller AND key = :key AND request_id = :id AND answer IS NULL";

    private static final String CLEAN =
            "DELETE FROM api.idempotency_keys WHERE ctid = ANY (ARRAY("
                    + "SELECT ctid FROM api.idempotency_keys"
                    + " WHERE began_at < clock_timestamp() - interval '1 day' LIMIT :most))";

    private final Database database;
    private final AtomicLong cleanedAtNanos = new AtomicLong(System.nanoTime());

    public IdempotencyStore(Database database) {
        this.database = database;
    }

    /** What is to be done with a request. */
    sealed interface Claim {
        /**
         * It is ours for a time.
         *
         * @param isFirst false: somebody began it, and has ended in the middle: part of it may be
         *     in the log
         */
        record Held(UUID requestId, Instant beganAt, boolean isFirst) implements Claim {}

        /** It was answered. */
        record Answered(String answer) implements Claim {}

        /** Somebody may still be at it. */
        record InProgress(Duration left) implements Claim {}

        /** Under the same key something else was sent. */
        record OtherRequest() implements Claim {}
    }

    /** A row of the table. */
    private record Row(
            byte[] sha256,
            UUID requestId,
            Instant beganAt,
            boolean leased,
            double secondsLeft,
            String answer) {}

    private static final RowMapper<Row> ROW =
            (row, context) ->
                    new Row(
                            row.getBytes("request_sha256"),
                            row.getObject("request_id", UUID.class),
                            row.getTimestamp("began_at").toInstant(),
                            row.getBoolean("leased"),
                            row.getDouble("seconds_left"),
                            row.getString("answer"));

    /** Begins, or goes on with, a request, so that for a time nobody else does. */
    Claim claim(IdempotencyKey key) {
        cleanNowAndThen();
        return database.write(handle -> claim(handle, key));
    }

    private static Claim claim(Handle handle, IdempotencyKey key) {
        UUID id = UUID.randomUUID();
        int inserted =
                handle.createUpdate(INSERT)
                        .bind("caller", key.caller())
                        .bind("key", key.key())
                        .bind("sha256", key.sha256())
                        .bind("id", id)
                        .bind("seconds", LEASE.toSeconds())
                        .execute();
        if (inserted == 1) {
            return new Claim.Held(id, Instant.EPOCH, true);
        }
        Optional<Row> found =
                handle.createQuery(SELECT)
                        .bind("caller", key.caller())
                        .bind("key", key.key())
                        .map(ROW)
                        .findOne();
        if (found.isEmpty()) {
            return new Claim.InProgress(Duration.ofSeconds(1));
        }
        Row row = found.get();
        if (!Arrays.equals(row.sha256(), key.sha256())) {
            return new Claim.OtherRequest();
        }
        if (row.answer() != null) {
            return new Claim.Answered(row.answer());
        }
        if (row.leased()) {
            return new Claim.InProgress(Duration.ofSeconds((long) Math.ceil(row.secondsLeft())));
        }
        handle.createUpdate(RENEW)
                .bind("caller", key.caller())
                .bind("key", key.key())
                .bind("seconds", LEASE_AGAIN.toSeconds())
                .execute();
        return new Claim.Held(row.requestId(), row.beganAt(), false);
    }

    /** Keeps the answer for those who ask again. */
    void finish(IdempotencyKey key, UUID requestId, String answer) {
        database.write(
                handle ->
                        handle.createUpdate(FINISH)
                                .bind("caller", key.caller())
                                .bind("key", key.key())
                                .bind("id", requestId)
                                .bind("answer", answer)
                                .execute());
    }

    /** Lets the next one go on at once: nothing of it is on its way to the log any more. */
    void release(IdempotencyKey key, UUID requestId) {
        database.write(
                handle ->
                        handle.createUpdate(RELEASE)
                                .bind("caller", key.caller())
                                .bind("key", key.key())
                                .bind("id", requestId)
                                .execute());
    }

    private void cleanNowAndThen() {
        long last = cleanedAtNanos.get();
        long now = System.nanoTime();
        if (now - last > CLEANED_EVERY.toNanos() && cleanedAtNanos.compareAndSet(last, now)) {
            database.write(
                    handle -> handle.createUpdate(CLEAN).bind("most", MOST_CLEANED).execute());
        }
    }
}
