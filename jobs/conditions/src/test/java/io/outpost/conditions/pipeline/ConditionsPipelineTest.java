package io.outpost.conditions.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.conditions.kafka.KafkaOutputs;
import io.outpost.conditions.postgres.PostgresRows;
import io.outpost.conditions.ticks.TickSink;
import io.outpost.conditions.ticks.TickSource;
import io.outpost.decode.LogDecoder;
import io.outpost.environment.KafkaAccess;
import io.outpost.flink.kafka.LogReaderFactory;
import io.outpost.flink.kafka.RecordTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class ConditionsPipelineTest {
    private static final int PARALLELISM = 4;

    private final Settings settings = Settings.of(Map.of("emissions.topic", "emissions"));

    /** Built without Kryo and without generated uids, as flink-conf says. */
    @Test
    void everyOperatorHasANameAndAUidOfItsOwn() {
        Set<String> uids = new HashSet<>();
        for (StreamNode node : graph(PARALLELISM).getStreamNodes()) {
            assertNotNull(node.getTransformationUID(), node.getOperatorName());
            assertTrue(uids.add(node.getTransformationUID()), node.getTransformationUID());
        }
        assertTrue(uids.contains(OperatorIds.KEEP_PLACES));
        assertTrue(uids.contains(OperatorIds.READ_LOG));
        assertTrue(uids.contains(OperatorIds.WRITE_TICKS));
    }

    @Test
    void hasOneShuffle() {
        long shuffles =
                graph(PARALLELISM).getStreamNodes().stream()
                        .filter(node -> node.getStatePartitioners().length > 0)
                        .count();
        assertEquals(1, shuffles);
    }

    /** Else it would be restored only after the sinks behind it have opened, one by one. */
    @Test
    void placesShareTheirTaskWithNoTransaction() {
        List<String> tasks = tasks();
        assertTrue(
                tasks.stream().noneMatch(t -> t.contains("keep places") && t.contains("messages")),
                tasks.toString());
        assertTrue(
                tasks.stream()
                        .noneMatch(t -> t.contains("keep places") && t.contains("write rows")),
                tasks.toString());
    }

    /** The times of the partitions are those of the source's own subtask. */
    @Test
    void recordsAreReceivedInTheTaskThatReadsThem() {
        List<String> tasks = tasks();
        assertTrue(
                tasks.stream().anyMatch(t -> t.contains("log") && t.contains("pack parcels")),
                tasks.toString());
    }

    /** Else what a place emits would go to several sinks, and lose its order. */
    @Test
    void sinksHaveTheParallelismOfThePlaces() {
        Map<String, Integer> parallelisms = parallelisms(graph(PARALLELISM));
        assertEquals(
                parallelisms.get(OperatorIds.KEEP_PLACES),
                parallelisms.get(OperatorIds.WRITE_ROWS));
        assertEquals(
                parallelisms.get(OperatorIds.KEEP_PLACES),
                parallelisms.get(OperatorIds.WRITE_MESSAGES));
    }

    /** A reader without a partition would hold up time for ever. */
    @Test
    void thereAreNoMoreReadersThanPartitions() {
        Map<String, Integer> parallelisms = parallelisms(graph(PARALLELISM + 3));
        assertEquals(PARALLELISM, parallelisms.get(OperatorIds.READ_LOG));
        assertEquals(PARALLELISM, parallelisms.get(OperatorIds.RECEIVE_RECORDS));
        assertEquals(PARALLELISM, parallelisms.get(OperatorIds.PACK_PARCELS));
        assertEquals(PARALLELISM + 3, parallelisms.get(OperatorIds.KEEP_PLACES));
        assertEquals(2, parallelisms(graph(2)).get(OperatorIds.READ_LOG));
    }

    private static Map<String, Integer> parallelisms(StreamGraph graph) {
        Map<String, Integer> parallelisms = new HashMap<>();
        for (StreamNode node : graph.getStreamNodes()) {
            parallelisms.put(node.getTransformationUID(), node.getParallelism());
        }
        return parallelisms;
    }

    private List<String> tasks() {
        List<String> tasks = new ArrayList<>();
        graph(PARALLELISM)
                .getJobGraph()
                .getVertices()
                .forEach(vertex -> tasks.add(vertex.getName()));
        return tasks;
    }

    private StreamGraph graph(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        KafkaOutputs kafka = new KafkaOutputs(settings);
        ConditionsPipeline.build(
                environment,
                new Inputs(
                        new DataGeneratorSource<>(
                                index -> null,
                                1,
                                RateLimiterStrategy.noOp(),
                                RecordTypes.SOURCE_RECORD),
                        PARALLELISM,
                        new LogReaderFactory<>(
                                settings.registryUrl(),
                                (schemas, metrics) -> new LogDecoder(schemas, PARALLELISM)::route,
                                null),
                        TickSource.everySecond()),
                new Outputs(
                        new PostgresRows(settings, 1),
                        kafka.messages(1),
                        kafka.emissions(1),
                        new TickSink(KafkaAccess.open(""), "", "", true)),
                settings);
        return environment.getStreamGraph();
    }
}
