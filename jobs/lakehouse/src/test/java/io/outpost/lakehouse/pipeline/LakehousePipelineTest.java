package io.outpost.lakehouse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.outpost.archive.pipeline.Inputs;
import io.outpost.flink.kafka.LogReaderFactory;
import io.outpost.flink.kafka.RecordTypes;
import io.outpost.lakehouse.table.ObservationTable;
import java.nio.file.Path;
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
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakehousePipelineTest {
    private static final int PARTITIONS = 4;

    @TempDir private Path folder;

    @Test
    void everyOperatorHasTheUidThatSavepointsFindItBy() {
        assertEquals(
                Set.of(
                        "lakehouse-read-observations",
                        "lakehouse-receive-records",
                        "lakehouse-admit-observations",
                        "lakehouse-drop-duplicates",
                        "lakehouse-make-rows",
                        "lakehouse-write-rows",
                        "lakehouse-write-rows: Sink pre-commit aggregator: lakehouse-write-rows",
                        "Sink Committer: lakehouse-write-rows",
                        "lakehouse-maintain-table"),
                uids(graph(1)));
    }

    @Test
    void aRebuildHasUidsToo() {
        Settings settings = settings(1);
        StreamExecutionEnvironment environment = environment();
        RebuildPipeline.build(
                environment, ObservationTable.prepare(settings.warehouse()), settings);
        assertEquals(
                Set.of("rebuild-read-table", "rebuild-make-observations", "rebuild-write-raw-rows"),
                uids(environment.getStreamGraph()));
    }

    @Test
    void oneTaskMaintainsTheTableAtAnyParallelism() {
        Map<String, Integer> parallelisms =
                graph(2).getStreamNodes().stream()
                        .collect(
                                Collectors.toMap(
                                        StreamNode::getTransformationUID,
                                        StreamNode::getParallelism));
        assertEquals(2, parallelisms.get("lakehouse-drop-duplicates"));
        assertEquals(2, parallelisms.get("lakehouse-write-rows"));
        assertEquals(1, parallelisms.get("lakehouse-maintain-table"));
    }

    @Test
    void commitsAtIntervalsOfItsOwn() {
        assertEquals(60_000, graph(1).getCheckpointConfig().getCheckpointInterval());
    }

    private static Set<String> uids(StreamGraph graph) {
        graph.getStreamNodes().forEach(node -> assertNotNull(node.getOperatorName()));
        return graph.getStreamNodes().stream()
                .map(StreamNode::getTransformationUID)
                .collect(Collectors.toSet());
    }

    private StreamGraph graph(int parallelism) {
        Settings settings = settings(parallelism);
        Table table = ObservationTable.prepare(settings.warehouse());
        StreamExecutionEnvironment environment = environment();
        LakehousePipeline.build(
                environment,
                new Inputs(
                        new DataGeneratorSource<>(
                                index -> null,
                                1,
                                RateLimiterStrategy.noOp(),
                                RecordTypes.SOURCE_RECORD),
                        PARTITIONS,
                        new LogReaderFactory<>("", (schemas, metrics) -> source -> null, null)),
                table,
                settings);
        return environment.getStreamGraph();
    }

    private Settings settings(int parallelism) {
        return Settings.of(
                Map.of(
                        "lakehouse.parallelism",
                        parallelism,
                        "lakehouse.warehouse",
                        folder.toUri().toString()));
    }

    /** Generic types are off: a type that fell back to Kryo would fail here. */
    private static StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.MAX_PARALLELISM, 128);
        return StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    }
}
