package io.outpost.api.place;

import io.outpost.api.postgres.Columns;
import io.outpost.api.postgres.Database;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;

/** Looks places up by their ids or their area, for those that ask for many at once. */
public final class PlaceIdStore {

    private static final String UNKNOWN =
            """
            SELECT i.place_id FROM unnest(CAST(:ids AS text[])) i (place_id)
            WHERE NOT (%s AND (
                EXISTS (SELECT FROM outpost.places p WHERE p.place_id = i.place_id AND NOT p.removed)
                OR EXISTS (SELECT FROM outpost.place_counters t WHERE t.place_id = i.place_id)))
            """
                    .formatted(DeletionStore.isNotDeleted("i.place_id"));

    private static final String WITHIN =
            """
            SELECT place_id FROM outpost.places
            WHERE NOT removed AND %s AND %s
            ORDER BY place_id LIMIT :limit
            """
                    .formatted(PlaceStore.WITHIN, DeletionStore.isNotDeleted("places.place_id"));

    private static final String POSITIONS =
            """
            SELECT place_id, latitude, longitude FROM outpost.places
            WHERE place_id > :after AND NOT removed AND %s
            ORDER BY place_id LIMIT :limit
            """
                    .formatted(DeletionStore.isNotDeleted("places.place_id"));

    private final Database database;

    public PlaceIdStore(Database database) {
        this.database = database;
    }

    /**
     * Where a registered place is.
     *
     * @param latitude degrees north; null: not known
     * @param longitude degrees east; null: not known
     */
    public record At(String placeId, Double latitude, Double longitude) {}

    /** Those of some ids that are of no place, or of one that is deleted. */
    public Set<String> unknown(Collection<String> ids) {
        return database.read(
                handle ->
                        Set.copyOf(
                                handle.registerArrayType(String.class, "text")
                                        .createQuery(UNKNOWN)
                                        .bindArray("ids", String.class, List.copyOf(ids))
                                        .mapTo(String.class)
                                        .list()));
    }

    /** Up to limit registered places of an area, in the order of their ids. */
    public List<String> within(Area area, int limit) {
        return database.read(
                handle -> {
                    Query query = handle.createQuery(WITHIN).bind("limit", limit);
                    PlaceStore.bind(query, area);
                    return query.mapTo(String.class).list();
                });
    }

    /**
     * Up to limit registered places whose ids come after the given one, in the order of their ids.
     */
    public List<At> listAfter(String placeId, int limit) {
        return database.read(
                handle ->
                        handle.createQuery(POSITIONS)
                                .bind("after", placeId)
                                .bind("limit", limit)
                                .map(
                                        (row, context) ->
                                                new At(
                                                        row.getString("place_id"),
                                                        Columns.decimal(row, "latitude"),
                                                        Columns.decimal(row, "longitude")))
                                .list());
    }
}
