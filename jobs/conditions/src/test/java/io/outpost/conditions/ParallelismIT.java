package io.outpost.conditions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.observe.Inbound;
import io.outpost.operate.DerivedRow;
import io.outpost.operate.InboundTypeInfo;
import io.outpost.operate.LastRevisions;
import io.outpost.operate.LateReading;
import io.outpost.place.AlertRow;
import io.outpost.place.PlaceVersion;
import io.outpost.place.TransitionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pipeline in Flink itself: the same log comes to the same last revision of every row, whatever
 * the parallelism, the order within the minute horizon, and how often it is read.
 */
class ParallelismIT {
    /** Slow enough for places to be taken for quiet in between. */
    private static final double RECORDS_PER_SECOND = 3000;

    private static final PartitionedLog IN_ORDER = new PartitionedLog(0);

    private static Map<String, String> expected;

    @BeforeAll
    static void readInOrder() throws Exception {
        expected = read(IN_ORDER, 1);
    }

    @Test
    void inOrderAtAnotherParallelismItComesToTheSame() throws Exception {
        assertSame(expected, read(IN_ORDER, 4));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void shuffledWithinTheMinuteHorizonItComesToTheSame(int parallelism) throws Exception {
        assertSame(expected, read(new PartitionedLog(parallelism), parallelism));
    }

    @Test
    void readASecondTimeItComesToTheSame() throws Exception {
        assertSame(expected, read(new PartitionedLog(4), 4));
    }

    private static Map<String, String> read(PartitionedLog log, int parallelism) throws Exception {
        LastRevisions told = new LastRevisions();
        AtomicInteger lateOrRejected = new AtomicInteger();
        try (HandedOver<DerivedRow> rows = new HandedOver<>(told::add);
                HandedOver<AlertRow> alerts = new HandedOver<>(told::add);
                HandedOver<TransitionRow> transitions = new HandedOver<>(row -> {});
                HandedOver<LateReading> late =
                        new HandedOver<>(row -> lateOrRejected.incrementAndGet());
                HandedOver<Inbound> rejected =
                        new HandedOver<>(row -> lateOrRejected.incrementAndGet())) {
            StreamExecutionEnvironment environment = environment(parallelism);
            ConditionsPipeline.build(
                    environment,
                    new Inputs(observations(log), places()),
                    new Outputs(rows, transitions, alerts, late, rejected),
                    Settings.of(Map.of("place.quiet-after", "PT0.1S")));
            environment.execute();
        }
        assertEquals(0, lateOrRejected.get());
        Map<String, String> content = told.content();
        content.keySet().removeIf(key -> key.startsWith(PartitionedLog.PADDING));
        content.keySet().removeIf(key -> isAfter(key, log.comparedUntilMillis()));
        assertTrue(content.size() > 2000, "rows: " + content.size());
        assertTrue(told.alerts() > 50, "alerts: " + told.alerts());
        return content;
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    }

    private static DataGeneratorSource<Inbound> observations(PartitionedLog log) {
        return new DataGeneratorSource<>(
                new Records(log),
                log.records().size(),
                RateLimiterStrategy.perSecond(RECORDS_PER_SECOND),
                InboundTypeInfo.INSTANCE);
    }

    /**
     * Of a place that is not in the log: from when a version applies depends on the two sources.
     */
    private static DataGeneratorSource<Inbound> places() {
        return new DataGeneratorSource<>(
                index ->
                        Inbound.of(
                                "elsewhere",
                                new PlaceVersion("Elsewhere", 1, 2, 3, "UTC", 0, false),
                                0),
                1,
                RateLimiterStrategy.noOp(),
                InboundTypeInfo.INSTANCE);
    }

    /** A key that ends in a time, and that is behind what is compared. */
    private static boolean isAfter(String key, long untilMillis) {
        String last = key.substring(key.lastIndexOf(' ') + 1);
        return last.matches("\\d{13}") && Long.parseLong(last) >= untilMillis;
    }

    private static void assertSame(Map<String, String> expected, Map<String, String> actual) {
        List<String> differences = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        for (String key : keys) {
            if (!Objects.equals(expected.get(key), actual.get(key))) {
                differences.add(key + "\n  " + expected.get(key) + "\n  " + actual.get(key));
            }
        }
        assertEquals(List.of(), differences.stream().limit(5).toList());
    }

    /** Made again from its seeds wherever it is read. */
    private static final class Records implements GeneratorFunction<Long, Inbound> {
        private final PartitionedLog log;
        private transient List<Inbound> records;

        Records(PartitionedLog log) {
            this.log = log;
        }

        @Override
        public void open(SourceReaderContext context) {
            records = log.records();
        }

        @Override
        public Inbound map(Long index) {
            return records.get(index.intValue());
        }
    }
}
