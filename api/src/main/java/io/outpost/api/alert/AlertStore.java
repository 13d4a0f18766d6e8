package io.outpost.api.alert;

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
import org.jdbi.v3.core.statement.Query;

/** Reads alerts in the order of (event time, id), of all places that are not deleted or of one. */
final class AlertStore {

    private static final String ALL =
            """
            SELECT * FROM outpost.alerts
            WHERE at >= :start AND at < :end AND (at, alert_id) > (:afterAt, :afterId)
              AND %s
            ORDER BY at, alert_id LIMIT :limit
            """
                    .formatted(DeletionStore.isNotDeleted("alerts.place_id"));

    private static final String OF_PLACE =
            """
            SELECT * FROM outpost.alerts
            WHERE place_id = :place AND at >= :start AND at < :end AND (at, alert_id) > (:afterAt, :afterId)
              AND %s
            ORDER BY at, alert_id LIMIT :limit
            """
                    .formatted(DeletionStore.isNotDeleted("alerts.place_id"));

    private static final Type DRIVERS = GenericTypes.parameterizeClass(List.class, Driver.class);

    private final Database database;

    AlertStore(Database database) {
        this.database = database;
    }

    /**
     * Which alerts are wanted: of one place or, if null, of all, after the last of the page before.
     */
    record Wanted(String placeId, Instant start, Instant end, Instant afterAt, String afterId) {}

    List<Alert> list(Wanted wanted, int limit, Display display) {
        return database.read(
                handle -> {
                    Query query =
                            wanted.placeId() == null
                                    ? handle.createQuery(ALL)
                                    : handle.createQuery(OF_PLACE).bind("place", wanted.placeId());
                    return query.registerColumnMapper(
                                    Instant.class,
                                    (row, column, context) -> Columns.instant(row, column))
                            .registerColumnMapper(
                                    DRIVERS,
                                    (row, column, context) ->
                                            Driver.parse(row.getString(column), display))
                            .bind("start", wanted.start())
                            .bind("end", wanted.end())
                            .bind("afterAt", wanted.afterAt())
                            .bind("afterId", wanted.afterId())
                            .bind("limit", limit)
                            .map(ConstructorMapper.of(Alert.class))
                            .list();
                });
    }
}
