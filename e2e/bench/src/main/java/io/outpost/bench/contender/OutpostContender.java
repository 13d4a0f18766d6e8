package io.outpost.bench.contender;

import io.outpost.cli.stack.Await;
import io.outpost.conditions.kafka.KafkaInputs;
import io.outpost.conditions.kafka.KafkaOutputs;
import io.outpost.conditions.pipeline.ConditionsPipeline;
import io.outpost.conditions.pipeline.Outputs;
import io.outpost.conditions.pipeline.Settings;
import io.outpost.conditions.ticks.TickSink;
import io.outpost.core.place.Emission;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The conditions job as in production. Its core alone has sinks that count what they discard. In
 * full, rows go to Postgres and messages to Kafka in transactions; rows count when the sink has
 * taken them, and that Postgres has as many is looked up at the end.
 */
final class OutpostContender extends FlinkContender {
    private static final Duration LOOKUP_LIMIT = Duration.ofSeconds(30);

    /**
     * The rows that count in the digest. Of a transition every revision is in its table; the newest
     * says whether it holds.
     */
    private static final String WRITTEN_ROWS =
            """
            SELECT (SELECT count(*) FROM outpost.minute_aggregates WHERE start_at < period.end_at)
                + (SELECT count(*) FROM outpost.quarter_hour_rollings WHERE start_at < period.end_at)
                + (SELECT count(*) FROM outpost.hour_aggregates WHERE start_at < period.end_at)
                + (SELECT count(*) FROM outpost.day_aggregates WHERE start_at < period.end_at)
                + (SELECT count(*) FROM outpost.hourly_models WHERE start_at < period.end_at)
                + (SELECT count(*) FROM (
                    SELECT DISTINCT ON (place_id, condition, at) retracted
                    FROM outpost.condition_transitions WHERE at <= period.end_at
                    ORDER BY place_id, condition, at, revision DESC) newest WHERE NOT retracted)
            FROM (SELECT ?::timestamptz AS end_at) period
            """;

    private static final String CLEAR =
            """
            TRUNCATE outpost.minute_aggregates, outpost.quarter_hour_rollings,
                outpost.hour_aggregates, outpost.day_aggregates, outpost.hourly_models,
                outpost.condition_transitions,
                outpost.condition_episodes, outpost.alerts, outpost.place_counters
            """;

    private final boolean full;

    /**
     * @param settings of Flink over those of production
     */
    OutpostContender(ContenderTask task, Map<String, String> settings, boolean full) {
        super(task, settings);
        this.full = full;
    }

    @Override
    void build(StreamExecutionEnvironment environment) throws Exception {
        // The prefix differs from that of the runs before, whose transactions linger.
        String prefix = "bench-" + System.nanoTime();
        Map<String, Object> own =
                Map.of("kafka.transactional-id-prefix", prefix, "ticks", Settings.Ticks.SILENCED);
        Settings settings = task().addresses().settings(own);
        if (full) {
            clearTables();
        }
        Sink<Emission> rows =
                full ? task().addresses().postgresRows(settings) : new DiscardingSink<>();
        Outputs outputs =
                new Outputs(
                        new CountingSink(rows, task()),
                        full ? new KafkaOutputs(settings).messages(1) : new DiscardingSink<>(),
                        null,
                        // The log stays the same for all contenders.
                        new TickSink(
                                settings.kafka(),
                                settings.registryUrl(),
                                settings.logTopic(),
                                true));
        ConditionsPipeline.build(environment, KafkaInputs.create(settings), outputs, settings);
    }

    @Override
    public long progress() {
        return SharedCounts.rows();
    }

    @Override
    public long progressAt(long records) {
        return task().rowsAt(records);
    }

    /** In full, those that Postgres has, once the last batch is in it. */
    @Override
    public long rows() throws Exception {
        if (!full) {
            return SharedCounts.rows();
        }
        Await.holds(LOOKUP_LIMIT, () -> writtenRows() == SharedCounts.rows());
        return writtenRows();
    }

    private void clearTables() throws SQLException {
        try (Connection connection = task().addresses().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(CLEAR);
        }
    }

    private long writtenRows() throws SQLException {
        try (Connection connection = task().addresses().connect();
                PreparedStatement statement = connection.prepareStatement(WRITTEN_ROWS)) {
            statement.setTimestamp(1, new Timestamp(task().endMillis()));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }
}
