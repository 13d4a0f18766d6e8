package io.outpost.api.stream;

import io.outpost.api.place.DeletionStore;
import io.outpost.api.postgres.Columns;
import io.outpost.api.postgres.Database;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads of places whether they are deleted, and where they are. */
public final class PositionStore {

    private static final String POSITIONS =
            """
            SELECT w.place_id, p.latitude, p.longitude
            FROM unnest(CAST(:ids AS text[])) AS w(place_id)
            LEFT JOIN outpost.places p ON p.place_id = w.place_id AND NOT p.removed
            WHERE %s
            """
                    .formatted(DeletionStore.isNotDeleted("w.place_id"));

    private final Database database;

    public PositionStore(Database database) {
        this.database = database;
    }

    /** Degrees; null where nobody has said. */
    public record Position(String placeId, Double latitude, Double longitude) {}

    /** Of these places those that are not deleted. */
    public Map<String, Position> find(Collection<String> placeIds) {
        return database.read(
                handle ->
                        handle
                                .registerArrayType(String.class, "text")
                                .createQuery(POSITIONS)
                                .bindArray("ids", String.class, placeIds)
                                .map(
                                        (row, context) ->
                                                new Position(
                                                        row.getString("place_id"),
                                                        Columns.decimal(row, "latitude"),
                                                        Columns.decimal(row, "longitude")))
                                .stream()
                                .collect(Collectors.toMap(Position::placeId, place -> place)));
    }
}
