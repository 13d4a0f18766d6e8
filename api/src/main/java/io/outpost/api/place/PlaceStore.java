package io.outpost.api.place;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.outpost.api.postgres.Columns;
import io.outpost.api.postgres.Database;
import io.outpost.api.postgres.Jitter;
import io.outpost.api.web.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads places: those registered and those that just sent observations, without those that are
 * deleted. One place is kept for a moment, as every read asks for it.
 */
public final class PlaceStore {

    /** For how long after it was read a place is given out at most; its deletion waits for that. */
    public static final Duration KEPT = Duration.ofMillis(500);

    private static final int MAX_KEPT = 10_000;

    /** A place is as new as the newer of its two rows, one of which may be missing. */
    private static final String TALLY_IS_NEWER =
            "(p.place_id IS NULL OR (t.writer_epoch, t.revision) > (p.writer_epoch, p.revision))";

    private static final String COLUMNS =
            """
            SELECT i.place_id, p.name, p.latitude, p.longitude, p.elevation_metres, p.time_zone,
                   p.stale_after_seconds, p.surface, p.stream_size, p.aspect_degrees, p.wind_height_metres, p.attribution,
                   p.place_id IS NOT NULL AS registered, t.clock_at,
                   t.records, t.accepted, t.duplicate, t.conflict, t.late, t.rejected, t.waiting, t.hour_tier_only,
                   t.rewrites, t.flagged,
                   CASE WHEN %1$s THEN t.as_of ELSE p.as_of END AS as_of,
                   CASE WHEN %1$s THEN t.revision ELSE p.revision END AS revision
            """
                    .formatted(TALLY_IS_NEWER);

    private static final String PARTS =
            """
            LEFT JOIN outpost.places p ON p.place_id = i.place_id AND NOT p.removed
            LEFT JOIN outpost.place_counters t ON t.place_id = i.place_id
            """;

    private static final String ONE =
            COLUMNS
                    + "FROM (SELECT :id AS place_id) i\n"
                    + PARTS
                    + "WHERE (p.place_id IS NOT NULL OR t.place_id IS NOT NULL) AND "
                    + DeletionStore.isNotDeleted("i.place_id");

    private static final String ALL =
            COLUMNS
                    + """
                    FROM (
                        (SELECT place_id FROM outpost.places
                         WHERE NOT removed AND place_id > :after AND %s ORDER BY place_id LIMIT :limit)
                        UNION
                        (SELECT place_id FROM outpost.place_counters
                         WHERE place_id > :after AND %s ORDER BY place_id LIMIT :limit)
                    ) i
                    """
                            .formatted(
                                    DeletionStore.isNotDeleted("places.place_id"),
                                    DeletionStore.isNotDeleted("place_counters.place_id"))
                    + PARTS
                    + "ORDER BY i.place_id LIMIT :limit";

    /** How far a place is from the centre of the circle, metres; null: there is no circle. */
    private static final String DISTANCE =
            """
            CASE WHEN CAST(:radiusMetres AS double precision) IS NOT NULL THEN
                2 * :earthRadiusMetres * asin(least(1, sqrt(
                    power(sin(radians(latitude - :latitude) / 2), 2)
                    + cos(radians(:latitude)) * cos(radians(latitude))
                      * power(sin(radians(longitude - :longitude) / 2), 2))))
            END
            """;

    /** SQL that is true of rows of places within the area that {@link #bind} binds. */
    public static final String WITHIN =
            """
            latitude BETWEEN :south AND :north
            AND (longitude BETWEEN :west AND :middleWest OR longitude BETWEEN :middleEast AND :east)
            AND coalesce(%s <= :radiusMetres, true)
            """
                    .formatted(DISTANCE);

    private static final String IN_AREA =
            COLUMNS
                    + ", i.distance_metres\n"
                    + """
                    FROM (
                        SELECT place_id, %s AS distance_metres FROM outpost.places
                        WHERE NOT removed AND place_id > :after AND %s AND %s
                        ORDER BY place_id LIMIT :limit
                    ) i
                    """
                            .formatted(
                                    DISTANCE, WITHIN, DeletionStore.isNotDeleted("places.place_id"))
                    + PARTS
                    + "ORDER BY i.place_id";

    private static final String NEAREST =
            COLUMNS
                    + ", i.distance_metres\n"
                    + """
                    FROM (
                        SELECT * FROM (
                            SELECT place_id, %s AS distance_metres FROM outpost.places
                            WHERE NOT removed AND %s AND %s
                        ) one
                        WHERE (distance_metres, place_id) > (:afterMetres, :after)
                        ORDER BY distance_metres, place_id LIMIT :limit
                    ) i
                    """
                            .formatted(
                                    DISTANCE, WITHIN, DeletionStore.isNotDeleted("places.place_id"))
                    + PARTS
                    + "ORDER BY i.distance_metres, i.place_id";

    private final Database database;
    private final Cache<String, Read> kept =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MAX_KEPT).build();

    /** A place, and the {@link System#nanoTime} up to which it is given out. */
    private record Read(Place place, long keptUntilNanos) {

        boolean isRecent() {
            return System.nanoTime() - keptUntilNanos < 0;
        }
    }

    public PlaceStore(Database database) {
        this.database = database;
    }

    /** The place, or the rejection that there is none. */
    public Place require(String placeId) {
        return known(placeId).orElseThrow(() -> ProblemException.unknownPlace(placeId));
    }

    /** The place, if there is one. */
    public Optional<Place> known(String placeId) {
        Read known = kept.getIfPresent(placeId);
        if (known != null && known.isRecent()) {
            return Optional.of(known.place());
        }
        long keptUntilNanos = System.nanoTime() + Jitter.nanos(KEPT);
        Optional<Place> place = find(placeId);
        place.ifPresent(found -> kept.put(placeId, new Read(found, keptUntilNanos)));
        return place;
    }

    /** Up to limit places whose ids come after the given one, in the order of their ids. */
    List<Found> listAfter(String placeId, int limit) {
        return database.read(
                handle ->
                        handle.createQuery(ALL)
                                .bind("after", placeId)
                                .bind("limit", limit)
                                .map((row, context) -> new Found(place(row), null))
                                .list());
    }

    /**
     * As {@link #listAfter}, of the places within an area; places without a position are in none.
     */
    List<Found> listAfter(String placeId, int limit, Area area) {
        return database.read(
                handle -> found(handle.createQuery(IN_AREA).bind("after", placeId), limit, area));
    }

    /**
     * Up to limit places of a circle, the nearest to its centre first and those as far as each
     * other in the order of their ids: those that come after one at so many metres.
     */
    List<Found> listNearestAfter(double metres, String placeId, int limit, Area area) {
        return database.read(
                handle ->
                        found(
                                handle.createQuery(NEAREST)
                                        .bind("afterMetres", metres)
                                        .bind("after", placeId),
                                limit,
                                area));
    }

    private static List<Found> found(Query query, int limit, Area area) {
        bind(query, area);
        return query.bind("limit", limit)
                .map(
                        (row, context) ->
                                new Found(place(row), Columns.decimal(row, "distance_metres")))
                .list();
    }

    private Optional<Place> find(String placeId) {
        return database.read(
                handle ->
                        handle.createQuery(ONE)
                                .bind("id", placeId)
                                .map((row, context) -> place(row))
                                .findFirst());
    }

    /** Binds the area of {@link #WITHIN}. */
    public static void bind(Query query, Area area) {
        boolean split = area.crossesAntimeridian();
        query.bind("south", area.south()).bind("north", area.north());
        query.bind("west", area.west()).bind("middleWest", split ? 180 : area.east());
        query.bind("middleEast", split ? -180 : area.west()).bind("east", area.east());
        Area.Circle circle = area.circle();
        query.bind("earthRadiusMetres", Area.EARTH_RADIUS_METRES);
        query.bind("radiusMetres", circle == null ? null : (Double) circle.radiusMetres());
        query.bind("latitude", circle == null ? 0 : circle.latitude());
        query.bind("longitude", circle == null ? 0 : circle.longitude());
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                row.getString("place_id"),
                row.getString("name"),
                Columns.decimal(row, "latitude"),
                Columns.decimal(row, "longitude"),
                Columns.decimal(row, "elevation_metres"),
                row.getString("time_zone"),
                row.getObject("stale_after_seconds", Integer.class),
                row.getString("surface"),
                row.getString("stream_size"),
                Columns.decimal(row, "aspect_degrees"),
                Columns.decimal(row, "wind_height_metres"),
                row.getString("attribution"),
                row.getBoolean("registered"),
                Columns.instant(row, "clock_at"),
                counters(row),
                Columns.instant(row, "as_of"),
                row.getLong("revision"));
    }

    private static Place.Counters counters(ResultSet row) throws SQLException {
        if (row.getString("flagged") == null) {
            return null;
        }
        return new Place.Counters(
                row.getLong("records"),
                row.getLong("accepted"),
                row.getLong("duplicate"),
                row.getLong("conflict"),
                row.getLong("late"),
                row.getLong("rejected"),
                row.getLong("waiting"),
                row.getLong("hour_tier_only"),
                row.getLong("rewrites"),
                row.getString("flagged"));
    }
}
