package io.outpost.conditions.ticks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.outpost.environment.KafkaAccess;
import io.outpost.flink.parts.Await;
import io.outpost.flink.parts.KafkaBroker;
import io.outpost.flink.parts.Registry;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Source and sink in a job, with a real broker and a real registry, or with none. */
class TickSinkIT {
    private static final int PARTITIONS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String NOWHERE = "127.0.0.1:1";

    @RegisterExtension
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    @TempDir private static Path partsFolder;
    private static KafkaBroker broker;
    private static Registry registry;

    @TempDir private Path savepoints;

    @BeforeAll
    static void startParts() throws Exception {
        broker = KafkaBroker.start(partsFolder);
        registry = Registry.start(partsFolder);
        new SchemaRegistry(registry.url())
                .register(RecordType.TICK.subject(), RecordType.TICK.schema());
    }

    @AfterAll
    static void stopParts() {
        registry.close();
        broker.close();
    }

    @Test
    void everyPartitionGetsTicksAndASilencedSinkWritesNone() throws Exception {
        broker.createTopic("ticking", PARTITIONS);
        broker.createTopic("silent", PARTITIONS);
        JobClient job =
                run(
                        new TickSink(broker.access(), registry.url(), "ticking", false),
                        new TickSink(broker.access(), registry.url(), "silent", true));
        Await.until(
                "two ticks in each partition",
                LIMIT,
                () -> ends("ticking").stream().allMatch(end -> end >= 2));
        assertEquals(List.of(0L, 0L, 0L, 0L), ends("silent"));
        for (ConsumerRecord<byte[], byte[]> tick : firstOfEachPartition("ticking")) {
            assertIsTick(tick);
        }
        end(job);
    }

    @Test
    void aJobWithoutBrokerAndRegistryRunsAndStopsWithASavepoint() throws Exception {
        JobClient job =
                run(new TickSink(KafkaAccess.open(NOWHERE), "http://" + NOWHERE, "nowhere", false));
        List<String> savepoint = new ArrayList<>();
        Await.until("the job runs and stops with a savepoint", LIMIT, () -> stop(job, savepoint));
        Await.until("it has ended", LIMIT, () -> status(job) == JobStatus.FINISHED);
        assertEquals(1, savepoint.size());
    }

    @Test
    void ticksThatABrokerDoesNotTakeAreCountedAndTheEndDoesNotWaitForIt() throws Exception {
        Counter sent = new ThreadSafeSimpleCounter();
        Counter failed = new ThreadSafeSimpleCounter();
        TickAppender appender =
                new TickAppender(
                        new TickProducer(KafkaAccess.open(NOWHERE), registry.url(), "away"),
                        sent,
                        failed);
        appender.append(1);
        Await.until("a tick has failed", LIMIT, () -> failed.getCount() == 1);
        appender.append(2);
        assertTimeoutPreemptively(Duration.ofSeconds(3), appender::close);
        assertEquals(0, sent.getCount());
    }

    private boolean stop(JobClient job, List<String> savepoint) throws Exception {
        if (status(job) != JobStatus.RUNNING) {
            return false;
        }
        try {
            savepoint.add(
                    job.stopWithSavepoint(
                                    false, savepoints.toString(), SavepointFormatType.CANONICAL)
                            .get(10, TimeUnit.SECONDS));
            return true;
        } catch (ExecutionException e) {
            // Not all tasks run yet.
            assertEquals(JobStatus.RUNNING, status(job));
            return false;
        }
    }

    private static JobClient run(TickSink... sinks) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(1);
        DataStream<Long> ticks =
                environment
                        .fromSource(
                                TickSource.everySecond(), WatermarkStrategy.noWatermarks(), "ticks")
                        .uid("ticks");
        for (int i = 0; i < sinks.length; i++) {
            ticks.sinkTo(sinks[i]).uid("sink-" + i);
        }
        return environment.executeAsync();
    }

    private static void end(JobClient job) throws Exception {
        assertEquals(JobStatus.RUNNING, status(job));
        job.cancel().get();
        Await.until("the job has ended", LIMIT, () -> status(job).isGloballyTerminalState());
    }

    private static JobStatus status(JobClient job) throws Exception {
        return job.getJobStatus().get();
    }

    private static void assertIsTick(ConsumerRecord<byte[], byte[]> tick) throws Exception {
        assertNull(tick.key());
        assertEquals(
                "io.outpost.schemas.Tick",
                new String(
                        tick.headers().lastHeader(RecordType.HEADER).value(),
                        StandardCharsets.UTF_8));
        assertEquals(
                RecordType.TICK,
                RecordType.of(
                        new SchemaRegistry(registry.url())
                                .writerSchema(WireFormat.schemaId(tick.value()))));
    }

    private static List<ConsumerRecord<byte[], byte[]>> firstOfEachPartition(String topic)
            throws Exception {
        Map<Integer, ConsumerRecord<byte[], byte[]>> first = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(partitions(topic));
            consumer.seekToBeginning(partitions(topic));
            Await.until(
                    "a record of each partition",
                    LIMIT,
                    () -> {
                        consumer.poll(Duration.ofMillis(100))
                                .forEach(tick -> first.putIfAbsent(tick.partition(), tick));
                        return first.size() == PARTITIONS;
                    });
        }
        return List.copyOf(first.values());
    }

    private static List<Long> ends(String topic) throws Exception {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions(topic).forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
        try (Admin admin = broker.admin()) {
            return admin.listOffsets(wanted).all().get().values().stream()
                    .map(info -> info.offset())
                    .toList();
        }
    }

    private static List<TopicPartition> partitions(String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new TopicPartition(topic, i));
        }
        return partitions;
    }
}
