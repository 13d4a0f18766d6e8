package io.outpost.cli.verify.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outpost.cli.verify.emission.Difference;
import io.outpost.cli.verify.log.Hash64;
import io.outpost.cli.verify.log.LoggedObservation;
import io.outpost.cli.verify.log.Measure;
import io.outpost.cli.verify.log.Screening;
import io.outpost.cli.verify.report.Findings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Compares raw_observations with the accepted observations of the log. */
public final class RawRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Number of the first column of measures in the select. */
    private static final int FIRST_MEASURE = 11;

    private static final String SELECT =
            "SELECT place_id, sensor_id, %s, observed_millisecond, %s, kafka_partition, kafka_offset, reporting_interval_seconds, flagged::text, extras::text, %s FROM outpost.raw_observations WHERE PLACES"
                    .formatted(
                            Results.millis("observed_at"),
                            Results.millis("received_at"),
                            Measure.SENT.stream()
                                    .map(Measure::column)
                                    .collect(Collectors.joining(", ")));

    private final Findings findings;
    private final Archived archived;
    private final Retained retained;
    private final Hash64 hash = new Hash64();

    /** How far the archive must have come, and how far the log was read. */
    public interface Archived {
        /** True when the archive has read the position. */
        boolean mustHave(int partition, long offset);

        /** True when the log was read to there, and what waits there is not open. */
        boolean wasRead(int partition, long offset);
    }

    RawRows(Findings findings, Archived archived, Retained retained) {
        this.retained = retained;
        this.findings = findings;
        this.archived = archived;
    }

    private record Key(String placeId, String sensorId, long second) {
        @Override
        public String toString() {
            return placeId + "/" + sensorId + " " + Instant.ofEpochSecond(second);
        }
    }

    /** Compares the rows of some places. */
    void compare(Collection<String> places, List<LoggedObservation> accepted, Results results)
            throws SQLException {
        Map<Key, LoggedObservation> expected = new HashMap<>();
        for (LoggedObservation logged : accepted) {
            long second = logged.observedAtMillis() / 1000;
            if (retained.holdsRaw(second * 1000)) {
                expected.put(new Key(logged.placeId(), logged.sensorId(), second), logged);
            }
        }
        results.renew();
        results.ofPlaces(
                places,
                SELECT,
                row -> {
                    if (retained.holdsRaw(row.getLong(3))) {
                        compare(expected, row);
                    }
                });
        expected.forEach(
                (key, logged) -> {
                    if (archived.mustHave(logged.partition(), logged.offset())) {
                        findings.missing(key.toString());
                    } else {
                        findings.later();
                    }
                });
    }

    private void compare(Map<Key, LoggedObservation> expected, ResultSet row) throws SQLException {
        findings.checked();
        Key key = new Key(row.getString(1), row.getString(2), row.getLong(3) / 1000);
        LoggedObservation logged = expected.remove(key);
        if (logged == null) {
            if (archived.wasRead(row.getInt(6), row.getLong(7))) {
                findings.extra(key.toString());
            } else {
                findings.later();
            }
            return;
        }
        String difference = position(logged, row) + content(logged, row);
        if (!difference.isEmpty()) {
            findings.wrong(key + difference);
        }
    }

    private static String position(LoggedObservation logged, ResultSet row) throws SQLException {
        return new Difference()
                .same("millisecond", logged.observedAtMillis() % 1000, row.getLong(4))
                .same("received", logged.receivedAtMillis(), row.getLong(5))
                .same("partition", logged.partition(), row.getInt(6))
                .same("offset", logged.offset(), row.getLong(7))
                .toString();
    }

    private String content(LoggedObservation logged, ResultSet row) throws SQLException {
        int interval = row.getInt(8);
        interval = row.wasNull() ? LoggedObservation.UNDECLARED : interval;
        Difference difference =
                new Difference().same("interval", logged.declaredSeconds(), interval);
        Screening screening = logged.screen();
        int column = FIRST_MEASURE;
        for (Measure measure : Measure.SENT) {
            double value = row.getDouble(column++);
            value = row.wasNull() ? Double.NaN : value;
            difference.exact(measure.column(), screening.value(measure), value);
        }
        return difference
                .same("flagged", flagged(logged, screening), json(row, 9))
                .same("extras' hash", logged.extrasHash(), extras(row))
                .toString();
    }

    private long extras(ResultSet row) throws SQLException {
        JsonNode extras = json(row, 10);
        long sum = 0;
        if (extras != null) {
            for (Map.Entry<String, JsonNode> extra : extras.properties()) {
                sum += hash.of(extra.getKey(), extra.getValue().asText());
            }
        }
        return sum;
    }

    /** Null when nothing is flagged. */
    private static JsonNode flagged(LoggedObservation logged, Screening screening) {
        ObjectNode flagged = JSON.createObjectNode();
        for (Measure measure : Measure.SENT) {
            String reason = screening.flags()[measure.ordinal()];
            if (reason != null) {
                double value = logged.sent()[measure.ordinal()];
                ObjectNode one = flagged.putObject(measure.column());
                one.put("reason", reason);
                if (Double.isFinite(value)) {
                    one.put("value", value);
                } else {
                    one.putNull("value");
                }
            }
        }
        return flagged.isEmpty() ? null : numbersAsDoubles(flagged);
    }

    private static JsonNode json(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        try {
            return text == null ? null : numbersAsDoubles(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new SQLException(e);
        }
    }

    /** A jsonb writes 5000.0 as it came, and 1e30 in full. */
    private static JsonNode numbersAsDoubles(JsonNode node) {
        node.forEach(
                one -> {
                    if (one instanceof ObjectNode object && object.path("value").isNumber()) {
                        object.put("value", object.path("value").asDouble());
                    }
                });
        return Objects.requireNonNull(node);
    }
}
