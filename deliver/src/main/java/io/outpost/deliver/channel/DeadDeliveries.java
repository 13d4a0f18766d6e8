package io.outpost.deliver.channel;

import io.outpost.deliver.postgres.Database;

/** Deliveries that were given up, to be tried anew. */
public final class DeadDeliveries {
    private static final String REVIVE =
            """
            UPDATE api.deliveries d SET state = 'WAITING', attempts = 0, failing_since = NULL, ended_at = NULL,
                due_at = clock_timestamp()
            FROM api.channels c
            WHERE d.state = 'DEAD' AND c.owner_id = d.owner_id AND c.channel_id = d.channel_id AND c.disabled_at IS NULL
              AND (:owner::text IS NULL OR d.owner_id = :owner) AND (:channel::text IS NULL OR d.channel_id = :channel)
            """;

    private static final String WAKE =
            """
            UPDATE api.channels c SET due_at = clock_timestamp(), failures = 0, paused_until = NULL
            WHERE disabled_at IS NULL
              AND (:owner::text IS NULL OR owner_id = :owner) AND (:channel::text IS NULL OR channel_id = :channel)
              AND EXISTS (SELECT FROM api.deliveries d
                          WHERE d.owner_id = c.owner_id AND d.channel_id = c.channel_id AND d.state = 'WAITING')
            """;

    private final Database database;

    public DeadDeliveries(Database database) {
        this.database = database;
    }

    /**
     * Has them tried anew, but those of channels that are disabled.
     *
     * @param ownerId null: of all owners
     * @param channelId null: of all channels
     * @return how many
     */
    public int revive(String ownerId, String channelId) {
        return database.write(
                handle -> {
                    int revived =
                            handle.createUpdate(REVIVE)
                                    .bind("owner", ownerId)
                                    .bind("channel", channelId)
                                    .execute();
                    handle.createUpdate(WAKE)
                            .bind("owner", ownerId)
                            .bind("channel", channelId)
                            .execute();
                    return revived;
                });
    }
}
