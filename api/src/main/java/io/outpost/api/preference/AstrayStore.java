package io.outpost.api.preference;

import io.outpost.api.place.Area;
import io.outpost.api.place.PlaceIdStore.At;
import io.outpost.api.postgres.Database;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Finds places whose areas nobody has looked at: those that came to the log past the API, or were
 * not stored yet when an area was saved.
 */
final class AstrayStore {

    /** What is beyond comes when these are settled. */
    private static final int MOST_PAIRS = 20_000;

    /** A place that was put lately may not be stored yet as the log has it. */
    private static final String IS_SETTLED =
            """
            NOT EXISTS (
                SELECT FROM outpost.preference_copies r
                JOIN outpost.preference_areas a ON a.preference_id = r.preference_id
                WHERE r.place_id = p.place_id AND r.changed_at > now() - interval '10 minutes')
            """;

    private static final String PLACES =
            """
            unnest(CAST(:places AS text[]), CAST(:latitudes AS double precision[]),
                   CAST(:longitudes AS double precision[])) p (place_id, latitude, longitude)
            """;

    private static final String IS_WITHIN = AreaStore.isWithin("p.latitude", "p.longitude");

    private static final String NOT_KNOWN =
            """
            SELECT p.place_id, a.preference_id
            FROM %s JOIN outpost.preference_areas a ON %s
            WHERE %s AND NOT EXISTS (
                SELECT FROM outpost.preference_copies c
                WHERE c.preference_id = a.preference_id AND c.place_id = p.place_id AND NOT c.taken_back)
            LIMIT :limit
            """
                    .formatted(PLACES, IS_WITHIN, IS_SETTLED);

    private static final String HAVE_ROOM =
            """
            SELECT i.preference_id FROM unnest(CAST(:preferences AS text[])) i (preference_id)
            WHERE (SELECT count(*) FROM outpost.preference_copies c
                   WHERE c.preference_id = i.preference_id AND NOT c.taken_back) < :most
            """;

    private static final String GONE =
            """
            SELECT DISTINCT p.place_id
            FROM %s JOIN outpost.preference_copies c ON c.place_id = p.place_id
            JOIN outpost.preference_areas a ON a.preference_id = c.preference_id
            WHERE NOT c.taken_back AND %s AND (p.latitude IS NULL OR NOT (%s))
            """
                    .formatted(PLACES, IS_SETTLED, IS_WITHIN);

    private static final String HAS_AREAS = "SELECT EXISTS (SELECT FROM outpost.preference_areas)";

    private final Database database;

    AstrayStore(Database database) {
        this.database = database;
    }

    private record Pair(String placeId, String preferenceId) {}

    /** False: there is nothing to look for. */
    boolean hasAreas() {
        return database.read(handle -> handle.createQuery(HAS_AREAS).mapTo(Boolean.class).one());
    }

    /** Those of some places that an area has without knowing it, or knows and has no more. */
    Set<String> find(List<At> places) {
        return database.read(
                handle -> {
                    Set<String> found =
                            new HashSet<>(
                                    of(handle.createQuery(GONE), places)
                                            .mapTo(String.class)
                                            .list());
                    List<Pair> notKnown =
                            of(handle.createQuery(NOT_KNOWN), places)
                                    .bind("limit", MOST_PAIRS)
                                    .map(
                                            (row, context) ->
                                                    new Pair(
                                                            row.getString("place_id"),
                                                            row.getString("preference_id")))
                                    .list();
                    Set<String> haveRoom = haveRoom(handle, notKnown);
                    notKnown.stream()
                            .filter(pair -> haveRoom.contains(pair.preferenceId()))
                            .forEach(pair -> found.add(pair.placeId()));
                    return found;
                });
    }

    private static Set<String> haveRoom(Handle handle, List<Pair> pairs) {
        List<String> preferences = pairs.stream().map(Pair::preferenceId).distinct().toList();
        if (preferences.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(
                handle.createQuery(HAVE_ROOM)
                        .registerArrayType(String.class, "text")
                        .bindArray("preferences", String.class, preferences)
                        .bind("most", PutPreference.MOST_PLACES)
                        .mapTo(String.class)
                        .list());
    }

    private static Query of(Query query, List<At> places) {
        return query.registerArrayType(String.class, "text")
                .registerArrayType(Double.class, "float8")
                .bindArray("places", String.class, places.stream().map(At::placeId).toList())
                .bindArray("latitudes", Double.class, places.stream().map(At::latitude).toArray())
                .bindArray("longitudes", Double.class, places.stream().map(At::longitude).toArray())
                .bind("earthRadiusMetres", Area.EARTH_RADIUS_METRES);
    }
}
