package io.outpost.e2e.oracle.topics;

import io.outpost.e2e.oracle.Findings;
import io.outpost.e2e.oracle.fold.Episode;
import io.outpost.e2e.oracle.log.WireReader;
import io.outpost.e2e.oracle.rows.Results;
import io.outpost.schemas.Alert;
import io.outpost.schemas.wire.SchemaRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Compares the alerts of topic and table with each other, and both with the log's episodes. */
public final class AlertTopic {
    private static final String SELECT =
            "SELECT alert_id, episode_id, kind, revision, place_id, subject, %s, %s, coalesce(%s, 0), level, provisional FROM outpost.alerts"
                    .formatted(
                            Results.millis("at"),
                            Results.millis("started_at"),
                            Results.millis("ended_at"));

    private final WireReader<Alert> wire;
    private final Findings topicFindings;
    private final AlertBook topic;
    private final AlertBook table;

    public AlertTopic(SchemaRegistry registry, Findings topicFindings, Findings tableFindings) {
        this.wire = new WireReader<>(registry, new Alert());
        this.topicFindings = topicFindings;
        this.topic = new AlertBook(topicFindings);
        this.table = new AlertBook(tableFindings);
    }

    public void take(ConsumerRecord<byte[], byte[]> message) {
        Alert alert = wire.message(message.value());
        topic.add(
                new Told(
                        alert.getAlertId(),
                        alert.getEpisodeId(),
                        alert.getKind(),
                        alert.getRevision(),
                        alert.getPlaceId(),
                        alert.getSubject(),
                        alert.getAt().toEpochMilli(),
                        alert.getStartedAt().toEpochMilli(),
                        alert.getEndedAt() == null ? 0 : alert.getEndedAt().toEpochMilli(),
                        alert.getLevel(),
                        alert.getProvisional()));
    }

    public void readTable(Results results) throws SQLException {
        results.all(SELECT, row -> table.add(told(row)));
    }

    public boolean isComplete() {
        return table.byTriple().entrySet().stream()
                .allMatch(one -> topic.tells(one.getKey(), one.getValue()));
    }

    /** Compares topic and table with each other. */
    public void compareSets(Findings tableFindings) {
        table.byTriple()
                .forEach(
                        (triple, told) -> {
                            Told same = topic.byTriple().get(triple);
                            if (same == null && !topic.tells(triple, told)) {
                                topicFindings.missing(told + ", which the table has");
                            } else if (same != null && !same.equals(told)) {
                                topicFindings.wrong(same + "; the table has " + told);
                            }
                        });
        topic.byTriple()
                .forEach(
                        (triple, told) -> {
                            if (!table.byTriple().containsKey(triple)) {
                                tableFindings.missing(told + ", which the topic has");
                            }
                        });
    }

    /** Compares the last state of each episode, in both. */
    public void compare(Map<String, Episode> episodes, Map<String, Long> clocks) {
        topic.compare(episodes, clocks);
        table.compare(episodes, clocks);
    }

    private static Told told(ResultSet row) throws SQLException {
        return new Told(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getString(10),
                row.getBoolean(11));
    }
}
