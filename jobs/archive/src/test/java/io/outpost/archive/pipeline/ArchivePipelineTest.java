package io.outpost.archive.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.outpost.archive.postgres.RawRows;
import io.outpost.flink.kafka.LogReaderFactory;
import io.outpost.flink.kafka.RecordTypes;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class ArchivePipelineTest {
    private static final int PARTITIONS = 4;

    @Test
    void everyOperatorHasTheUidThatSavepointsFindItBy() {
        StreamGraph graph = graph(1);
        Set<String> uids =
                graph.getStreamNodes().stream()
                        .map(StreamNode::getTransformationUID)
                        .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        "archive-read-observations",
                        "archive-receive-records",
                        "archive-admit-observations",
                        "archive-write-rows"),
                uids);
        graph.getStreamNodes().forEach(node -> assertNotNull(node.getOperatorName()));
    }

    @Test
    void hasTheParallelismOfItsSettingsAndTheLargestOfTheConfiguration() {
        StreamGraph graph = graph(2);
        for (StreamNode node : graph.getStreamNodes()) {
            assertEquals(2, node.getParallelism(), node.getOperatorName());
        }
        assertEquals(128, graph.getExecutionConfig().getMaxParallelism());
    }

    @Test
    void hasOneShuffle() {
        long shuffles =
                graph(1).getStreamNodes().stream()
                        .filter(node -> node.getStatePartitioners().length > 0)
                        .count();
        assertEquals(1, shuffles);
    }

    /** Generic types are off: a type that fell back to Kryo would fail here. */
    private static StreamGraph graph(int parallelism) {
        Settings settings = Settings.of(Map.of("archive.parallelism", parallelism));
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.MAX_PARALLELISM, 128);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        ArchivePipeline.build(
                environment,
                new Inputs(
                        new DataGeneratorSource<>(
                                index -> null,
                                1,
                                RateLimiterStrategy.noOp(),
                                RecordTypes.SOURCE_RECORD),
                        PARTITIONS,
                        new LogReaderFactory<>("", (schemas, metrics) -> source -> null, null)),
                new Outputs(new RawRows(settings)),
                settings);
        return environment.getStreamGraph();
    }
}
