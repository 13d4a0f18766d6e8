package io.outpost.cli.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.send.Sha256;
import io.outpost.schemas.Alert;
import io.outpost.schemas.Driver;
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
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * A kind of message that the job writes both into a table and to a topic.
 *
 * @param name in reports
 * @param query its table, from a time of {@code as_of} on
 * @param row reads one row of the query
 * @param id 32 hexadecimal digits that no two messages have in common
 * @param placeId the key on the topic
 */
record Kind<M extends SpecificRecord>(
        String name,
        Topic topic,
        Schema schema,
        String query,
        RowReader<M> row,
        Function<M, String> id,
        Function<M, String> placeId) {
    static final Kind<Alert> ALERTS =
            new Kind<>(
                    "alerts",
                    Topic.ALERTS,
                    Alert.getClassSchema(),
                    """
                    SELECT alert_id, episode_id, kind, revision, place_id, subject, at,
                           started_at, ended_at, level, drivers::text AS drivers, provisional
                    FROM outpost.alerts
                    WHERE as_of >= ?
                    """,
                    Kind::alert,
                    Alert::getAlertId,
                    Alert::getPlaceId);
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
                    Transition::getPlaceId);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Makes a message of a row. */
    interface RowReader<M> {
        M read(ResultSet row) throws SQLException;
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

    /** The first half of a SHA-256 of what identifies it. */
    private static String idOf(Transition transition) {
        String identity =
                "%s\n%s\n%s\n%s\n"
                        .formatted(
                                transition.getPlaceId(),
                                transition.getCondition(),
                                transition.getAt(),
                                transition.getRevision());
        byte[] digest = Sha256.newDigest().digest(identity.getBytes(StandardCharsets.UTF_8));
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
