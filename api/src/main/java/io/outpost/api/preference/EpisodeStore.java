package io.outpost.api.preference;

import io.outpost.api.condition.Driver;
import io.outpost.api.display.Display;
import io.outpost.api.place.DeletionStore;
import io.outpost.api.postgres.Columns;
import io.outpost.api.postgres.Database;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Reads what became of preferences: episodes and alerts, in the order of (event time, id). */
final class EpisodeStore {

    private static final String EPISODES =
            """
            SELECT * FROM outpost.preference_episodes e
            WHERE preference_id = :preference AND started_at >= :start AND started_at < :end
              AND (started_at, episode_id) > (:afterAt, :afterId) AND NOT retracted AND %s
            ORDER BY started_at, episode_id LIMIT :limit
            """
                    .formatted(DeletionStore.isNotDeleted("e.place_id"));

    private static final String ALERTS =
            """
            SELECT * FROM outpost.preference_alerts a
            WHERE preference_id = :preference AND at >= :start AND at < :end
              AND (at, alert_id) > (:afterAt, :afterId) AND %s
            ORDER BY at, alert_id LIMIT :limit
            """
                    .formatted(DeletionStore.isNotDeleted("a.place_id"));

    private static final Type DRIVERS = GenericTypes.parameterizeClass(List.class, Driver.class);

    private final Database database;

    EpisodeStore(Database database) {
        this.database = database;
    }

    /** Which are wanted of a preference, after the last of the page before. */
    record Wanted(
            String preferenceId, Instant start, Instant end, Instant afterAt, String afterId) {}

    List<PreferenceEpisode> episodes(Wanted wanted, int limit) {
        return list(EPISODES, wanted, limit, Display.USUAL, PreferenceEpisode.class);
    }

    List<PreferenceAlert> alerts(Wanted wanted, int limit, Display display) {
        return list(ALERTS, wanted, limit, display, PreferenceAlert.class);
    }

    private <T> List<T> list(String sql, Wanted wanted, int limit, Display display, Class<T> type) {
        return database.read(
                handle ->
                        handle.createQuery(sql)
                                .registerColumnMapper(
                                        Instant.class,
                                        (row, column, context) -> Columns.instant(row, column))
                                .registerColumnMapper(
                                        DRIVERS,
                                        (row, column, context) ->
                                                Driver.parse(row.getString(column), display))
                                .bind("preference", wanted.preferenceId())
                                .bind("start", wanted.start())
                                .bind("end", wanted.end())
                                .bind("afterAt", wanted.afterAt())
                                .bind("afterId", wanted.afterId())
                                .bind("limit", limit)
                                .map(ConstructorMapper.of(type))
                                .list());
    }
}
