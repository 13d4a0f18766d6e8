package io.outpost.api.channel;

import io.outpost.api.postgres.Columns;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.BodyJson;
import io.outpost.api.web.ProblemException;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Channels of owners, by the clock of Postgres. Secrets are written, and never read. */
final class ChannelStore {

    private static final int MOST_OF_OWNER = 20;
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String COLUMNS =
            "channel_id, kind, address, preference_ids, conditions, condition_places, condition_levels, follow_up_seconds,"
                    + " created_at, updated_at, disabled_at, disabled_reason, failures, paused_until";

    private static final String LIST =
            "SELECT %s FROM api.channels WHERE owner_id = :owner ORDER BY channel_id"
                    .formatted(COLUMNS);

    private static final String FIND =
            "SELECT %s FROM api.channels WHERE owner_id = :owner AND channel_id = :id"
                    .formatted(COLUMNS);

    /** One owner's at a time, so that the bound holds. */
    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtextextended('channels of ' || :owner, 0))";

    private static final String ADD =
            """
            INSERT INTO api.channels (owner_id, channel_id, kind, address, secret, preference_ids, conditions, condition_places,
                condition_levels, follow_up_seconds)
            VALUES (:owner, :id, :kind, :address, :secret, :preferences, :conditions, :places, :levels, :followUp)
            """;

    /** It is as good as new: nothing is held against it. */
    private static final String CHANGE =
            """
            UPDATE api.channels SET kind = :kind, address = :address, preference_ids = :preferences, conditions = :conditions,
                condition_places = :places, condition_levels = :levels, follow_up_seconds = :followUp,
                updated_at = clock_timestamp(), disabled_at = NULL, disabled_reason = NULL, failures = 0, paused_until = NULL,
                due_at = clock_timestamp() %s
            WHERE owner_id = :owner AND channel_id = :id
            """;

    private static final String DELETE =
            "DELETE FROM api.channels WHERE owner_id = :owner AND channel_id = :id";

    private final Database database;

    ChannelStore(Database database) {
        this.database = database;
    }

    /** What was put, and whether it is new. */
    record Put(Channel channel, boolean isNew) {}

    List<Channel> list(String owner) {
        return database.read(
                handle ->
                        handle.createQuery(LIST)
                                .bind("owner", owner)
                                .map((row, context) -> channel(row))
                                .list());
    }

    Optional<Channel> find(String owner, String id) {
        return database.read(handle -> find(handle, owner, id));
    }

    /**
     * Fails unless there is such a channel.
     *
     * @throws ProblemException NOT_FOUND
     */
    void require(String owner, String id) {
        if (find(owner, id).isEmpty()) {
            throw Channel.unknown();
        }
    }

    /**
     * Fails unless there is such a channel, to which something can be sent.
     *
     * @throws ProblemException NOT_FOUND or UNPROCESSABLE
     */
    void requireEnabled(String owner, String id) {
        if (find(owner, id).orElseThrow(Channel::unknown).disabledAt() != null) {
            throw BodyJson.wrong(
                    "/path/id", "disabled", "is disabled: its receiver was gone; put it again");
        }
    }

    private static Optional<Channel> find(Handle handle, String owner, String id) {
        return handle.createQuery(FIND)
                .bind("owner", owner)
                .bind("id", id)
                .map((row, context) -> channel(row))
                .findOne();
    }

    /**
     * Keeps a channel. A webhook that was none before gets a secret.
     *
     * @throws ProblemException UNPROCESSABLE when its owner has as many as may be
     */
    Put put(String owner, String id, NewChannel wanted) {
        return database.write(
                handle -> {
                    handle.createQuery(LOCK).bind("owner", owner).mapToMap().one();
                    Optional<Channel> before = find(handle, owner, id);
                    if (before.isEmpty() && count(handle, owner) >= MOST_OF_OWNER) {
                        throw BodyJson.wrong(
                                "/path/id",
                                "too-many",
                                "an owner may have %d channels".formatted(MOST_OF_OWNER));
                    }
                    boolean isSame =
                            before.filter(one -> one.kind().equals(wanted.kind().shown()))
                                    .isPresent();
                    String secret =
                            wanted.kind() == ChannelKind.WEBHOOK && !isSame ? newSecret() : null;
                    write(handle, statement(before.isEmpty(), isSame), owner, id, wanted, secret);
                    return new Put(
                            find(handle, owner, id).orElseThrow().withSecret(secret),
                            before.isEmpty());
                });
    }

    private static String statement(boolean isNew, boolean isSameKind) {
        return isNew ? ADD : CHANGE.formatted(isSameKind ? "" : ", secret = :secret");
    }

    private static void write(
            Handle handle,
            String statement,
            String owner,
            String id,
            NewChannel wanted,
            String secret) {
        var update = handle.createUpdate(statement);
        if (statement.contains(":secret")) {
            update.bind("secret", secret);
        }
        update.bind("owner", owner)
                .bind("id", id)
                .bind("kind", wanted.kind().name())
                .bind("address", wanted.address())
                .bind("preferences", orNull(wanted.preferences()))
                .bind("conditions", wanted.conditions())
                .bind("places", orNull(wanted.places()))
                .bind("levels", orNull(wanted.levels()))
                .bind("followUp", wanted.followUpSeconds())
                .execute();
    }

    private static String[] orNull(List<String> texts) {
        return texts == null ? null : texts.toArray(String[]::new);
    }

    private static int count(Handle handle, String owner) {
        return handle.createQuery("SELECT count(*) FROM api.channels WHERE owner_id = :owner")
                .bind("owner", owner)
                .mapTo(Integer.class)
                .one();
    }

    /** With what was to be delivered to it. False: there is none. */
    boolean delete(String owner, String id) {
        return database.write(
                        handle ->
                                handle.createUpdate(DELETE)
                                        .bind("owner", owner)
                                        .bind("id", id)
                                        .execute())
                == 1;
    }

    private static String newSecret() {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        return "whsec_" + Base64.getEncoder().encodeToString(random);
    }

    private static Channel channel(ResultSet row) throws SQLException {
        ChannelKind kind = ChannelKind.valueOf(row.getString("kind"));
        int followUp = row.getInt("follow_up_seconds");
        return new Channel(
                row.getString("channel_id"),
                kind.shown(),
                kind.shown(row.getString("address")),
                texts(row, "preference_ids"),
                row.getBoolean("conditions")
                        ? new Channel.Conditions(
                                texts(row, "condition_places"), texts(row, "condition_levels"))
                        : null,
                followUp == 0 ? null : (Integer) followUp,
                null,
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"),
                Columns.instant(row, "disabled_at"),
                row.getString("disabled_reason"),
                row.getInt("failures"),
                Columns.instant(row, "paused_until"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? null : List.of((String[]) array.getArray());
    }
}
