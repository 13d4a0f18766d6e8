package io.outpost.api.preference;

import io.outpost.api.ingest.PlaceChange;
import io.outpost.api.place.Area;
import io.outpost.api.place.DeletionStore;
import io.outpost.api.postgres.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Areas of preferences: a place that is put is wanted by all within whose areas it is, and by no
 * other that has one.
 */
final class AreaStore implements PlaceChange {

    private static final int WHOLE_TURN = 360;

    private static final String REMOVE =
            "DELETE FROM outpost.preference_areas WHERE preference_id = :id";

    private static final String ADD =
            """
            INSERT INTO outpost.preference_areas (preference_id, bounds, latitude, longitude, radius_metres)
            VALUES (:id, box(point(:west, :south), point(:east, :north)), :latitude, :longitude, :radiusMetres)
            """;

    private static final String IS_IN_BOUNDS = isInBounds(":latitude", ":longitude");
    private static final String IS_WITHIN = isWithin(":latitude", ":longitude");

    private static final String LOCK_PREFERENCES =
            """
            SELECT count(*) FROM (
                SELECT 1 FROM outpost.preferences
                WHERE preference_id IN (
                    SELECT a.preference_id FROM outpost.preference_areas a WHERE %s
                    UNION
                    SELECT c.preference_id FROM outpost.preference_copies c
                    JOIN outpost.preference_areas USING (preference_id) WHERE c.place_id = :place)
                ORDER BY preference_id FOR NO KEY UPDATE) p
            """
                    .formatted(IS_IN_BOUNDS);

    private static final String LOCK_COPIES =
            """
            SELECT count(*) FROM (
                SELECT 1 FROM outpost.preference_copies WHERE place_id = :place ORDER BY preference_id FOR UPDATE) c
            """;

    private static final String TAKE_BACK =
            """
            UPDATE outpost.preference_copies c SET taken_back = true, %s
            FROM outpost.preference_areas a
            WHERE c.place_id = :place AND NOT c.taken_back AND a.preference_id = c.preference_id
              AND (CAST(:latitude AS double precision) IS NULL OR NOT (%s))
            """
                    .formatted(WantedCopyStore.CHANGED, IS_WITHIN);

    private static final String WANT =
            """
            INSERT INTO outpost.preference_copies AS c (preference_id, place_id, version)
            SELECT p.preference_id, :place, p.version
            FROM outpost.preference_areas a JOIN outpost.preferences p USING (preference_id)
            WHERE %s AND %s
              AND (SELECT count(*) FROM outpost.preference_copies o
                   WHERE o.preference_id = a.preference_id AND o.place_id <> :place AND NOT o.taken_back) < :most
            ORDER BY p.preference_id
            ON CONFLICT (preference_id, place_id) DO UPDATE SET version = EXCLUDED.version, taken_back = false, %s
            WHERE c.taken_back
            """
                    .formatted(
                            IS_WITHIN,
                            DeletionStore.isNotDeleted("CAST(:place AS text)"),
                            WantedCopyStore.CHANGED);

    /** Of which nothing is in the log, or on its way there. */
    private static final String FORGET =
            """
            DELETE FROM outpost.preference_copies
            WHERE place_id = :place AND taken_back AND written_version IS NULL AND attempt_id IS NULL
            """;

    private final Database database;

    AreaStore(Database database) {
        this.database = database;
    }

    /** A place at longitude 179 may also be one at -181. */
    private static String isInBounds(String latitude, String longitude) {
        return """
               (a.bounds @> box(point(%2$s, %1$s), point(%2$s, %1$s))
                OR a.bounds @> box(point(%2$s + 360, %1$s), point(%2$s + 360, %1$s)))
               """
                .formatted(latitude, longitude);
    }

    /**
     * SQL that is true where an area a has a position in it, by the formula by which places of a
     * circle are found.
     */
    static String isWithin(String latitude, String longitude) {
        return isInBounds(latitude, longitude)
                + """
                  AND coalesce(2 * :earthRadiusMetres * asin(least(1, sqrt(
                      power(sin(radians(a.latitude - %1$s) / 2), 2)
                      + cos(radians(%1$s)) * cos(radians(a.latitude))
                        * power(sin(radians(a.longitude - %2$s) / 2), 2)))) <= a.radius_metres, true)
                  """
                        .formatted(latitude, longitude);
    }

    /**
     * Says the area of a preference.
     *
     * @param area null: it has none
     */
    static void set(Handle handle, String preferenceId, Area area) {
        handle.createUpdate(REMOVE).bind("id", preferenceId).execute();
        if (area == null) {
            return;
        }
        Area.Circle circle = area.circle();
        double east = area.crossesAntimeridian() ? area.east() + WHOLE_TURN : area.east();
        handle.createUpdate(ADD)
                .bind("id", preferenceId)
                .bind("west", area.west())
                .bind("south", area.south())
                .bind("east", east)
                .bind("north", area.north())
                .bind("latitude", circle == null ? null : (Double) circle.latitude())
                .bind("longitude", circle == null ? null : (Double) circle.longitude())
                .bind("radiusMetres", circle == null ? null : (Double) circle.radiusMetres())
                .execute();
    }

    @Override
    public void put(String placeId, Double latitude, Double longitude) {
        database.write(
                handle -> {
                    at(handle.createQuery(LOCK_PREFERENCES), latitude, longitude)
                            .bind("place", placeId)
                            .mapTo(int.class)
                            .one();
                    handle.createQuery(LOCK_COPIES).bind("place", placeId).mapTo(int.class).one();
                    at(handle.createUpdate(TAKE_BACK), latitude, longitude)
                            .bind("place", placeId)
                            .bind("earthRadiusMetres", Area.EARTH_RADIUS_METRES)
                            .execute();
                    at(handle.createUpdate(WANT), latitude, longitude)
                            .bind("place", placeId)
                            .bind("earthRadiusMetres", Area.EARTH_RADIUS_METRES)
                            .bind("most", PutPreference.MOST_PLACES)
                            .execute();
                    return handle.createUpdate(FORGET).bind("place", placeId).execute();
                });
    }

    private static <T extends SqlStatement<T>> T at(
            T statement, Double latitude, Double longitude) {
        boolean isKnown = latitude != null && longitude != null;
        return statement
                .bind("latitude", isKnown ? latitude : null)
                .bind("longitude", isKnown ? longitude : null);
    }
}
