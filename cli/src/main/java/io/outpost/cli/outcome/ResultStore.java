package io.outpost.cli.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.send.PlaceEntry;
import io.outpost.cli.stack.Endpoints;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads counters and places from Postgres. After a failed read the next one connects again. */
public final class ResultStore implements AutoCloseable {
    private static final String COUNTERS =
            """
            SELECT place_id, accepted, duplicate, conflict, late, rejected, waiting, hour_tier_only,
                   rewrites, flagged, open_panes
            FROM outpost.place_counters WHERE place_id = ANY (?)
            """;
    private static final String PLACES =
            """
            SELECT place_id, name, latitude, longitude, elevation_metres, time_zone,
                   stale_after_seconds, surface, stream_size, aspect_degrees, wind_height_metres
            FROM outpost.places WHERE NOT removed AND place_id = ANY (?)
            """;

    /** An index gives each place's newest. */
    private static final String NEWEST_HOURS =
            """
            SELECT p.id, (SELECT max(start_at) FROM outpost.hour_aggregates WHERE place_id = p.id)
            FROM unnest(?) p (id)
            """;

    private final Endpoints endpoints;
    private final ObjectMapper json = new ObjectMapper();
    private Connection connection;

    public ResultStore(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** The counters of those places that have some. */
    public Map<String, Counters> counters(Collection<String> placeIds) throws SQLException {
        return read(COUNTERS, placeIds, this::counters);
    }

    /** The newest parameters of those places that have some. */
    private Map<String, PlaceEntry> places(Collection<String> placeIds) throws SQLException {
        return read(PLACES, placeIds, ResultStore::place);
    }

    /** When the newest hour with observations began, of those places that have one. */
    public Map<String, Instant> newestHours(Collection<String> placeIds) throws SQLException {
        Map<String, Instant> hours = new HashMap<>();
        read(NEWEST_HOURS, placeIds, row -> row.getTimestamp(2))
                .forEach(
                        (id, at) -> {
                            if (at != null) {
                                hours.put(id, at.toInstant());
                            }
                        });
        return hours;
    }

    /** Those of the places that are not known with the same parameters. */
    public List<PlaceEntry> missing(Collection<PlaceEntry> places) throws SQLException {
        Map<String, PlaceEntry> known = places(places.stream().map(PlaceEntry::id).toList());
        return places.stream().filter(place -> !place.equals(known.get(place.id()))).toList();
    }

    @Override
    public void close() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            // It is gone, which is what was wanted.
        }
        connection = null;
    }

    private <T> Map<String, T> read(String sql, Collection<String> placeIds, RowMapper<T> mapper)
            throws SQLException {
        if (connection == null) {
            connection = endpoints.connect();
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Array ids = connection.createArrayOf("text", placeIds.toArray());
            statement.setArray(1, ids);
            Map<String, T> rows = new HashMap<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.put(result.getString(1), mapper.map(result));
                }
            }
            return rows;
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    private Counters counters(ResultSet row) throws SQLException {
        return new Counters(
                row.getLong("accepted"),
                row.getLong("duplicate"),
                row.getLong("conflict"),
                row.getLong("late"),
                row.getLong("rejected"),
                row.getLong("waiting"),
                row.getLong("hour_tier_only"),
                row.getLong("rewrites"),
                flagged(row.getString("flagged")),
                row.getInt("open_panes"));
    }

    private Map<String, Map<String, Long>> flagged(String text) throws SQLException {
        try {
            return json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new SQLException("place_counters.flagged is not as agreed: " + text, e);
        }
    }

    private static PlaceEntry place(ResultSet row) throws SQLException {
        return new PlaceEntry(
                row.getString("place_id"),
                row.getString("name"),
                row.getObject("latitude", Double.class),
                row.getObject("longitude", Double.class),
                row.getObject("elevation_metres", Double.class),
                row.getString("time_zone"),
                row.getObject("stale_after_seconds", Integer.class),
                row.getString("surface"),
                row.getString("stream_size"),
                row.getObject("aspect_degrees", Double.class),
                row.getObject("wind_height_metres", Double.class));
    }

    private interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }
}
