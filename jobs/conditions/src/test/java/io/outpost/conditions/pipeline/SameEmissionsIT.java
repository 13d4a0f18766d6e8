package io.outpost.conditions.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.conditions.operator.Emissions;
import io.outpost.core.place.Emission;
import io.outpost.flink.parts.Await;
import io.outpost.flink.parts.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pipeline in Flink itself, reading a log of four partitions in a real broker: whatever the
 * parallelism, and however often it fails, it emits the same set as one go at parallelism 1.
 */
class SameEmissionsIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int POLLS_PER_TICK = 20;

    @TempDir static Path folder;

    private static KafkaBroker broker;
    private static TimedLog log;
    private static Emissions expected;

    @BeforeAll
    static void readInOneGo() throws Exception {
        broker = KafkaBroker.start(folder);
        log = TimedLog.write(broker);
        expected = log.expected();
        assertTrue(expected.size() > 2000, "emissions: " + expected.size());
        assertTrue(expected.count("AlertRow") > 50, "alerts: " + expected.count("AlertRow"));
        assertTrue(expected.count("no data") > 5, "no data: " + expected.count("no data"));
        assertTrue(expected.count("DeadLetter") > 10, "rejected");
        assertTrue(expected.count("PlaceRow") > 10, "parameters");
        assertTrue(expected.count("PreferenceRow") > 10, "preferences");
        assertTrue(expected.count("PreferenceAlertRow") > 10, "alerts of preferences");
        assertTrue(expected.count("TOO_MANY_PLACES") > 10, "places too many");
        assertTrue(expected.count("TOO_MANY_SENSORS") > 3, "sensors too many");
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /** More subtasks than partitions too. */
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 3", "4, 3", "5, 1"})
    void emitsTheSame(int parallelism, int failures) throws Exception {
        Emissions emissions = new Emissions();
        AtomicInteger left = new AtomicInteger(failures);
        AtomicInteger seen = new AtomicInteger();
        try (HandedOver<Emission> tap =
                        new HandedOver<>(
                                emission -> {
                                    emissions.add(emission);
                                    failNowAndThen(seen, left);
                                });
                HandedOver<Emission> rows = new HandedOver<>(row -> {});
                HandedOver<Emission> messages = new HandedOver<>(message -> {});
                HandedOver<Long> ticks = new HandedOver<>(tick -> {})) {
            StreamExecutionEnvironment environment = environment(parallelism);
            ConditionsPipeline.build(
                    environment,
                    new Inputs(log.source(), LogRecords.PARTITIONS, log.reader(), noTicks()),
                    new Outputs(rows, messages, tap, ticks),
                    TimedLog.SETTINGS);
            JobClient job = environment.executeAsync();
            awaitAll(job, emissions);
            job.cancel().get();
        }
        assertEquals(0, left.get(), "failures that did not come");
        expected.requireSame(emissions, parallelism + " subtasks, " + failures + " failures");
    }

    private static void awaitAll(JobClient job, Emissions emissions) throws Exception {
        AtomicInteger polls = new AtomicInteger();
        try {
            Await.until(
                    "all emissions",
                    LIMIT,
                    () -> {
                        assertFalse(job.getJobStatus().get().isTerminalState());
                        if (polls.getAndIncrement() % POLLS_PER_TICK == 0) {
                            log.tickOnce();
                        }
                        return emissions.hasAllOf(expected);
                    });
        } catch (AssertionError e) {
            job.cancel().get();
            expected.requireSame(emissions, e.getMessage());
            throw e;
        }
    }

    private static void failNowAndThen(AtomicInteger seen, AtomicInteger left) {
        if (seen.incrementAndGet() % 700 == 0 && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw new IllegalStateException("a failure of the test's");
        }
    }

    private static Source<Long, ?, ?> noTicks() {
        return new DataGeneratorSource<>(index -> index, 1, RateLimiterStrategy.noOp(), Types.LONG);
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(20));
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        configuration.set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, true);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
        return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    }
}
