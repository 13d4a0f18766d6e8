package io.outpost.conditions.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.conditions.operator.StreamTypes;
import io.outpost.conditions.pipeline.Settings;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.Emission;
import io.outpost.flink.parts.Await;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.GuavaRateLimiter;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job that writes, while a newer one is submitted. */
class OlderWriterIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @RegisterExtension
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    /** However many restarts are allowed, and whatever the connector's retries. */
    @Test
    void itFailsAtOnceAndIsNotRestarted() throws Exception {
        long older = next();
        JobClient job = run(older);
        Await.until(
                "it writes",
                LIMIT,
                () -> number("SELECT count(*) FROM outpost.place_counters") > 0);
        long newer = next();
        long before = number("SELECT max(revision) FROM outpost.place_counters");
        Await.until("it has ended", LIMIT, () -> status(job).isGloballyTerminalState());
        assertEquals(JobStatus.FAILED, status(job));
        ExecutionException end =
                assertThrows(
                        ExecutionException.class,
                        () -> job.getJobExecutionResult().get(30, TimeUnit.SECONDS));
        String why =
                ExceptionUtils.findThrowable(end, NewerWriterException.class)
                        .orElseThrow()
                        .getMessage();
        assertTrue(
                why.startsWith(
                        "Writer epoch %d is not the newest: a job with writer epoch %d"
                                .formatted(older, newer)),
                why);
        assertEquals(before, number("SELECT max(revision) FROM outpost.place_counters"));
    }

    private static JobClient run(long writerEpoch) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1_000_000);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(1);
        environment
                .fromSource(
                        new DataGeneratorSource<>(
                                OlderWriterIT::counts,
                                Long.MAX_VALUE,
                                parallelism -> new GuavaRateLimiter<>(100),
                                StreamTypes.EMISSION),
                        WatermarkStrategy.noWatermarks(),
                        "rows")
                .uid("rows")
                .sinkTo(new PostgresRows(settings(), writerEpoch))
                .uid("postgres");
        return environment.executeAsync();
    }

    private static Emission counts(long index) {
        return new CountersRow("p", index, 0, 0, 0, 0, 0, 0, 0, new long[0], 0, 0, index + 1, 0);
    }

    private static Settings settings() {
        return Settings.of(
                Map.of(
                        "postgres.url",
                        url(),
                        "postgres.user",
                        "postgres",
                        "postgres.password",
                        "postgres",
                        "postgres.batch-interval",
                        "PT0.05S",
                        "postgres.retries",
                        100));
    }

    private static long next() {
        return WriterEpochs.next(url(), "postgres", "postgres");
    }

    private static String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    private static JobStatus status(JobClient job) throws Exception {
        return job.getJobStatus().get();
    }

    private static long number(String sql) throws SQLException {
        try (Connection reader = postgres.getPostgresDatabase().getConnection();
                Statement statement = reader.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
