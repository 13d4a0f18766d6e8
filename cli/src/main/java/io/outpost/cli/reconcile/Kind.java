package io.outpost.cli.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.send.Sha256;
import io.outpost.schemas.Alert;
import io.outpost.schemas.Driver;
import io.outpost.schemas.Place;
import io.outpost.schemas.Transition;
import io.outpost.schemas.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * A kind of message that the job writes both into a table and to a topic.
 *
 * @param name in reports
 * @param query its table, from a time of {@code as_of} on
 * @param row reads one row of the query
 * @param id 32 hexadecimal digits that no two messages have in common; of a compacted topic, that
 *     no two keys have in common
 * @param placeId the key on the topic
 * @param tombstone of a compacted topic, where the newest message of a key is all that counts: the
 *     row of a place of which there is none, so that the topic has no value for it; null: each
 *     message counts for itself
 */
record Kind<M extends SpecificRecord>(
        String name,
        Topic topic,
        Schema schema,
        String query,
        RowReader<M> row,
        Function<M, String> id,
        Function<M, String> placeId,
        Function<String, M> tombstone) {
    static final Kind<Alert> ALERTS =
            new Kind<>(
                    "alerts",
                    Topic.ALERTS,
                    Alert.getClassSchema(),
                    "SELECT * FROM (%s) AS alerts WHERE as_of >= ?".formatted(Kind.ALL_ALERTS),
                    Kind::alert,
                    Alert::getAlertId,
                    Alert::getPlaceId,
                    null);
    static final Kind<Transition> TRANSITIONS =
            new Kind<>(
                    "transitions",
                    Topic.CONDITIONS,
                    Transition.getClassSchema(),
                    """
                    SELECT place_id, condition, at, revision, from_state, state, level, episode_id,
                           drivers::text AS drivers, retracted
                    FROM outpost.condition_transitions
                    WHERE as_of >= ?
                    """,
                    Kind::transition,
                    Kind::idOf,
                    Transition::getPlaceId,
                    null);
    static final Kind<Place> PLACES =
            new Kind<>(
                    "places",
                    Topic.PLACES,
                    Place.getClassSchema(),
                    """
                    SELECT place_id, name, latitude, longitude, elevation_metres, time_zone,
                           stale_after_seconds, surface, stream_size, aspect_degrees,
                           wind_height_metres, attribution, removed
                    FROM outpost.places
                    WHERE as_of >= ?
                    """,
                    Kind::place,
                    place -> hash(place.getPlaceId()),
                    Place::getPlaceId,
                    Kind::removed);

    /** Of conditions and of preferences, which have one topic. */
    static final String ALL_ALERTS =
            """
            SELECT alert_id, episode_id, kind, revision, place_id, subject, at, started_at,
                   ended_at, level, drivers::text AS drivers, provisional,
                   NULL::text AS preference_id, as_of, writer_epoch
            FROM outpost.alerts
            UNION ALL
            SELECT alert_id, episode_id, kind, revision, place_id, 'preference:' || preference_id,
                   at, started_at, ended_at, level, drivers::text, false,
                   preference_id, as_of, writer_epoch
            FROM outpost.preference_alerts
            """;

    /** What there is of an id of a topic that is not compacted. */
    private static final UUID EMITTED = new UUID(0, 0);

    private static final int HEX_DIGITS = 32;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Makes a message of a row. */
    interface RowReader<M> {
        M read(ResultSet row) throws SQLException;
    }

    boolean isCompacted() {
        return tombstone != null;
    }

    /** True: the topic has no value for the key of this message. */
    boolean isTombstone(M message) {
        return isCompacted() && message.equals(tombstone.apply(placeId.apply(message)));
    }

    /** The id as 128 bits. */
    UUID identity(M message) {
        return bits(id.apply(message));
    }

    /** What a message says, as far as two with its id may differ. */
    UUID content(M message) {
        return isCompacted() ? bits(hash(message.toString())) : EMITTED;
    }

    private static UUID bits(String digits) {
        if (digits.length() != HEX_DIGITS) {
            throw new IllegalArgumentException("not an id: " + digits);
        }
        return new UUID(
                HexFormat.fromHexDigitsToLong(digits, 0, HEX_DIGITS / 2),
                HexFormat.fromHexDigitsToLong(digits, HEX_DIGITS / 2, HEX_DIGITS));
    }

    private static Alert alert(ResultSet row) throws SQLException {
        return Alert.newBuilder()
                .setAlertId(row.getString("alert_id"))
                .setEpisodeId(row.getString("episode_id"))
                .setKind(row.getString("kind"))
                .setRevision(row.getLong("revision"))
                .setPlaceId(row.getString("place_id"))
                .setSubject(row.getString("subject"))
                .setAt(time(row, "at"))
                .setStartedAt(time(row, "started_at"))
                .setEndedAt(time(row, "ended_at"))
                .setLevel(row.getString("level"))
                .setDrivers(drivers(row))
                .setProvisional(row.getBoolean("provisional"))
                .setPreferenceId(row.getString("preference_id"))
                .build();
    }

    private static Transition transition(ResultSet row) throws SQLException {
        return Transition.newBuilder()
                .setPlaceId(row.getString("place_id"))
                .setCondition(row.getString("condition"))
                .setAt(time(row, "at"))
                .setFromState(row.getString("from_state"))
                .setState(row.getString("state"))
                .setLevel(row.getString("level"))
                .setEpisodeId(row.getString("episode_id"))
                .setDrivers(drivers(row))
                .setRevision(row.getLong("revision"))
                .setRetracted(row.getBoolean("retracted"))
                .build();
    }

    private static Place place(ResultSet row) throws SQLException {
        String id = row.getString("place_id");
        return row.getBoolean("removed")
                ? removed(id)
                : Place.newBuilder()
                        .setPlaceId(id)
                        .setName(row.getString("name"))
                        .setLatitude(row.getObject("latitude", Double.class))
                        .setLongitude(row.getObject("longitude", Double.class))
                        .setElevationMetres(row.getObject("elevation_metres", Double.class))
                        .setTimeZone(row.getString("time_zone"))
                        .setStaleAfterSeconds(row.getObject("stale_after_seconds", Integer.class))
                        .setSurface(row.getString("surface"))
                        .setStreamSize(row.getString("stream_size"))
                        .setAspectDegrees(row.getObject("aspect_degrees", Double.class))
                        .setWindHeightMetres(row.getObject("wind_height_metres", Double.class))
                        .setAttribution(row.getString("attribution"))
                        .build();
    }

    private static Place removed(String placeId) {
        return Place.newBuilder().setPlaceId(placeId).setName("").setRemoved(true).build();
    }

    private static String idOf(Transition transition) {
        return hash(
                "%s\n%s\n%s\n%s\n"
                        .formatted(
                                transition.getPlaceId(),
                                transition.getCondition(),
                                transition.getAt(),
                                transition.getRevision()));
    }

    /** The first half of a SHA-256. */
    static String hash(String text) {
        byte[] digest = Sha256.newDigest().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, digest.length / 2);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static List<Driver> drivers(ResultSet row) throws SQLException {
        String text = row.getString("drivers");
        try {
            List<Driver> drivers = new ArrayList<>();
            for (JsonNode driver : JSON.readTree(text)) {
                JsonNode value = driver.path("value");
                drivers.add(
                        new Driver(
                                driver.path("measure").asText(),
                                value.isNull() ? Double.NaN : value.asDouble(),
                                driver.path("windowSeconds").asInt()));
            }
            return drivers;
        } catch (JsonProcessingException e) {
            throw new SQLException("a column drivers is not as agreed: " + text, e);
        }
    }
}
