package io.outpost.deliver.alert;

import io.outpost.deliver.postgres.Database;
import io.outpost.schemas.Alert;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Makes deliveries of alerts: a row for each channel that wants one, whatever becomes of it. */
final class IntakeStore {
    private static final String PLACES =
            """
            SELECT asked.id, p.name, d.place_id IS NOT NULL AS deleted
            FROM unnest(:ids) AS asked (id)
            LEFT JOIN outpost.places p ON p.place_id = asked.id AND NOT p.removed
            LEFT JOIN api.deleted_places d ON d.place_id = asked.id
            """;

    private static final String PREFERENCES =
            """
            SELECT preference_id, owner_id, document ->> 'name' AS name
            FROM outpost.preferences WHERE preference_id = ANY (:ids) AND deleted_at IS NULL
            """;

    /** Each part by an index of its own. */
    private static final String CHANNELS =
            """
            SELECT * FROM api.channels WHERE owner_id = ANY (:owners) AND disabled_at IS NULL
            UNION
            SELECT * FROM api.channels WHERE conditions AND condition_places IS NULL AND disabled_at IS NULL
            UNION
            SELECT * FROM api.channels WHERE conditions AND condition_places && :places AND disabled_at IS NULL
            """;

    private static final String NOTIFIED =
            """
            SELECT DISTINCT owner_id, channel_id, episode_id
            FROM api.deliveries WHERE episode_id = ANY (:ids) AND state <> 'DROPPED'
            """;

    /** What comes after one of its episode that waits is due no sooner than that. */
    private static final String ADD =
            """
            INSERT INTO api.deliveries (owner_id, channel_id, alert_id, kind, episode_id, place_id, preference_id, subject,
                level, at, body, traceparent, due_at)
            VALUES (:owner, :channel, :alert, :kind, :episode, :place, :preference, :subject,
                :level, :at, :body, :traceparent, greatest(clock_timestamp(), (
                    SELECT max(due_at) FROM api.deliveries
                    WHERE episode_id = :episode AND owner_id = :owner AND channel_id = :channel
                      AND state = 'WAITING' AND kind <> 'FOLLOW_UP')))
            ON CONFLICT (owner_id, channel_id, alert_id) DO NOTHING
            """;

    /** In one order, and without a lock that others' new rows would wait for. */
    private static final String WAKE =
            """
            UPDATE api.channels c SET due_at = least(c.due_at, clock_timestamp())
            FROM (SELECT owner_id, channel_id FROM api.channels
                  WHERE (owner_id, channel_id) IN (SELECT * FROM unnest(:owners, :channels))
                  ORDER BY owner_id, channel_id FOR NO KEY UPDATE) woken
            WHERE c.owner_id = woken.owner_id AND c.channel_id = woken.channel_id
            """;

    private final Database database;
    private final Duration oldest;

    /**
     * @param oldest an alert of what is longer ago goes to nobody who has not heard of its episode
     */
    IntakeStore(Database database, Duration oldest) {
        this.database = database;
        this.oldest = oldest;
    }

    /** How many deliveries were new, and how many alerts nobody was notified of for their age. */
    record Stored(int deliveries, int old) {}

    private record Place(String name, boolean isDeleted) {}

    private record Preference(String ownerId, String name) {}

    private record Notified(ChannelKey channel, String episodeId) {}

    /** All of them or none; those that are stored already stay as they are. */
    Stored store(List<ReadAlert> alerts, Instant now) {
        return database.write(handle -> new Batch(handle, now).store(alerts));
    }

    /** One transaction. */
    private final class Batch {
        private final Handle handle;
        private final Instant earliest;
        private final Set<ChannelKey> woken = new HashSet<>();
        private Map<String, Place> places;
        private Map<String, Preference> preferences;
        private List<Channel> channels;
        private Set<Notified> notified;
        private int old;

        Batch(Handle handle, Instant now) {
            this.handle = handle;
            this.earliest = now.minus(oldest);
        }

        Stored store(List<ReadAlert> alerts) {
            lookUp(alerts);
            if (channels.isEmpty()) {
                return new Stored(0, 0);
            }
            PreparedBatch rows = handle.prepareBatch(ADD);
            for (ReadAlert one : alerts) {
                add(one, rows);
            }
            int added = 0;
            for (int count : rows.size() == 0 ? new int[0] : rows.execute()) {
                added += count;
            }
            wake();
            return new Stored(added, old);
        }

        private void lookUp(List<ReadAlert> alerts) {
            places = places(ids(alerts.stream().map(one -> one.alert().getPlaceId())));
            preferences =
                    preferences(
                            ids(
                                    alerts.stream()
                                            .map(one -> one.alert().getPreferenceId())
                                            .filter(id -> id != null)));
            channels = channels(places.keySet());
            notified = notified(ids(alerts.stream().map(one -> one.alert().getEpisodeId())));
        }

        private void add(ReadAlert one, PreparedBatch rows) {
            Alert alert = one.alert();
            Place place = places.get(alert.getPlaceId());
            String preferenceId = alert.getPreferenceId();
            Preference preference = preferenceId == null ? null : preferences.get(preferenceId);
            boolean isNobodys = preferenceId != null && preference == null;
            if (place.isDeleted() || isNobodys) {
                return;
            }
            boolean isOld = alert.getAt().isBefore(earliest);
            String body = null;
            for (Channel channel : channels) {
                if (!isAsked(channel, alert, preference)) {
                    continue;
                }
                Notified episode = new Notified(channel.key(), alert.getEpisodeId());
                if (!notified.contains(episode) && (isOld || !isWanted(channel, alert))) {
                    old += isOld ? 1 : 0;
                    continue;
                }
                notified.add(episode);
                woken.add(channel.key());
                if (body == null) {
                    body =
                            AlertBody.of(
                                    alert,
                                    place.name(),
                                    preference == null ? null : preference.name());
                }
                bind(rows, one, channel.key(), body);
            }
        }

        private boolean isAsked(Channel channel, Alert alert, Preference preference) {
            return preference == null
                    ? channel.wantsConditionsOf(alert.getPlaceId())
                    : channel.key().ownerId().equals(preference.ownerId())
                            && channel.wantsPreference(alert.getPreferenceId());
        }

        private boolean isWanted(Channel channel, Alert alert) {
            return alert.getPreferenceId() != null || channel.wantsLevel(alert.getLevel());
        }

        private void bind(PreparedBatch rows, ReadAlert one, ChannelKey channel, String body) {
            Alert alert = one.alert();
            rows.bind("owner", channel.ownerId())
                    .bind("channel", channel.channelId())
                    .bind("alert", alert.getAlertId())
                    .bind("kind", alert.getKind())
                    .bind("episode", alert.getEpisodeId())
                    .bind("place", alert.getPlaceId())
                    .bind("preference", alert.getPreferenceId())
                    .bind("subject", alert.getSubject())
                    .bind("level", alert.getLevel())
                    .bind("at", alert.getAt())
                    .bind("body", body)
                    .bind("traceparent", one.traceparent())
                    .add();
        }

        private void wake() {
            if (woken.isEmpty()) {
                return;
            }
            List<ChannelKey> keys = List.copyOf(woken);
            handle.createUpdate(WAKE)
                    .bind("owners", keys.stream().map(ChannelKey::ownerId).toArray(String[]::new))
                    .bind(
                            "channels",
                            keys.stream().map(ChannelKey::channelId).toArray(String[]::new))
                    .execute();
        }

        private Map<String, Place> places(String[] ids) {
            Map<String, Place> found = new HashMap<>();
            handle.createQuery(PLACES)
                    .bind("ids", ids)
                    .map(
                            (row, context) ->
                                    found.put(
                                            row.getString("id"),
                                            new Place(
                                                    row.getString("name"),
                                                    row.getBoolean("deleted"))))
                    .list();
            return found;
        }

        private Map<String, Preference> preferences(String[] ids) {
            Map<String, Preference> found = new HashMap<>();
            handle.createQuery(PREFERENCES)
                    .bind("ids", ids)
                    .map(
                            (row, context) ->
                                    found.put(
                                            row.getString("preference_id"),
                                            new Preference(
                                                    row.getString("owner_id"),
                                                    row.getString("name"))))
                    .list();
            return found;
        }

        private List<Channel> channels(Collection<String> placeIds) {
            String[] owners =
                    preferences.values().stream()
                            .map(Preference::ownerId)
                            .distinct()
                            .toArray(String[]::new);
            return handle.createQuery(CHANNELS)
                    .bind("owners", owners)
                    .bind("places", placeIds.toArray(String[]::new))
                    .map((row, context) -> channel(row))
                    .list();
        }

        private Set<Notified> notified(String[] ids) {
            return new HashSet<>(
                    handle.createQuery(NOTIFIED)
                            .bind("ids", ids)
                            .map(
                                    (row, context) ->
                                            new Notified(key(row), row.getString("episode_id")))
                            .list());
        }
    }

    private static String[] ids(Stream<String> all) {
        return all.collect(Collectors.toCollection(TreeSet::new)).toArray(String[]::new);
    }

    private static Channel channel(ResultSet row) throws SQLException {
        return new Channel(
                key(row),
                texts(row, "preference_ids"),
                row.getBoolean("conditions"),
                texts(row, "condition_places"),
                texts(row, "condition_levels"));
    }

    private static ChannelKey key(ResultSet row) throws SQLException {
        return new ChannelKey(row.getString("owner_id"), row.getString("channel_id"));
    }

    /** Null where there are none. */
    private static Set<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? null : Set.copyOf(List.of((String[]) array.getArray()));
    }
}
