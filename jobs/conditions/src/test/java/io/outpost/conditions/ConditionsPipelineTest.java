package io.outpost.conditions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.kafka.KafkaOutputs;
import io.outpost.observe.Inbound;
import io.outpost.operate.CarriedType;
import io.outpost.operate.DerivedRow;
import io.outpost.operate.LateReading;
import io.outpost.place.AlertRow;
import io.outpost.place.TransitionRow;
import io.outpost.postgres.PostgresRows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class ConditionsPipelineTest {
    private final Settings settings = Settings.of(Map.of());

    @Test
    void everyOperatorHasANameAndAUidOfItsOwn() {
        StreamGraph graph = graph();
        Set<String> uids = new HashSet<>();
        for (StreamNode node : graph.getStreamNodes()) {
            assertNotNull(node.getTransformationUID(), node.getOperatorName());
            assertTrue(uids.add(node.getTransformationUID()), node.getTransformationUID());
        }
        assertTrue(uids.contains(OperatorIds.KEEP_PLACES));
        assertTrue(uids.contains(OperatorIds.READ_OBSERVATIONS));
    }

    @Test
    void hasOneShuffle() {
        long shuffles =
                graph().getStreamNodes().stream()
                        .filter(node -> node.getStatePartitioners().length > 0)
                        .count();
        assertEquals(1, shuffles);
    }

    /** Else it would be restored only after the sinks behind it have opened, one by one. */
    @Test
    void placesShareTheirTaskWithNoSink() {
        List<String> tasks = new ArrayList<>();
        graph().getJobGraph().getVertices().forEach(vertex -> tasks.add(vertex.getName()));
        assertTrue(tasks.contains("keep places"), tasks.toString());
        assertEquals(8, tasks.size(), tasks.toString());
    }

    /** Else what is told of a place would go to several sinks, and lose its order. */
    @Test
    void sinksHaveTheParallelismOfThePlaces() {
        Set<Integer> parallelisms = new HashSet<>();
        for (StreamNode node : graph().getStreamNodes()) {
            String uid = node.getTransformationUID();
            if (uid.equals(OperatorIds.KEEP_PLACES) || uid.contains("write-")) {
                parallelisms.add(node.getParallelism());
            }
        }
        assertEquals(1, parallelisms.size(), parallelisms.toString());
    }

    @Test
    void nothingIsCarriedByKryo() {
        Configuration strict = new Configuration();
        strict.set(PipelineOptions.GENERIC_TYPES, false);
        for (Class<?> type :
                List.of(DerivedRow.class, LateReading.class, TransitionRow.class, AlertRow.class)) {
            TypeInformation<?> info = TypeInformation.of(type);
            assertFalse(info.toString().contains("GenericType"), info.toString());
            assertNotNull(
                    info.createSerializer(
                            new org.apache.flink.api.common.ExecutionConfig(strict)
                                    .getSerializerConfig()));
        }
    }

    private StreamGraph graph() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        KafkaOutputs kafka = new KafkaOutputs(settings);
        ConditionsPipeline.build(
                environment,
                new Inputs(source(), source()),
                new Outputs(
                        new PostgresRows(settings),
                        kafka.transitions(),
                        kafka.alerts(),
                        kafka.late(),
                        kafka.rejected()),
                settings);
        return environment.getStreamGraph();
    }

    private static DataGeneratorSource<Inbound> source() {
        return new DataGeneratorSource<>(
                index -> null, 1, RateLimiterStrategy.noOp(), CarriedType.INBOUND);
    }
}
