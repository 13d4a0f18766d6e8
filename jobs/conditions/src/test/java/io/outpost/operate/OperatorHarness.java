package io.outpost.operate;

import io.outpost.conditions.Settings;
import io.outpost.observe.Inbound;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Puts the keyed operator into Flink's harness, as the pipeline puts it into the graph. */
final class OperatorHarness {
    static final int MAX_PARALLELISM = 128;
    static final Duration QUIET = Duration.ofSeconds(5);

    private OperatorHarness() {}

    /** One subtask, neither opened nor restored, that lets no record wait. */
    static KeyedOneInputStreamOperatorTestHarness<Long, Inbound, DerivedRow> create(
            int parallelism, int subtask) throws Exception {
        return create(parallelism, subtask, 1);
    }

    /** One subtask, neither opened nor restored, that gathers up to so many records. */
    static KeyedOneInputStreamOperatorTestHarness<Long, Inbound, DerivedRow> create(
            int parallelism, int subtask, int batchRecords) throws Exception {
        Settings settings = Settings.of(Map.of());
        KeyedOneInputStreamOperatorTestHarness<Long, Inbound, DerivedRow> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeepPlacesOperator(
                                new KeepPlaces(settings.conditions()::create, QUIET), batchRecords),
                        Inbound::placeKey,
                        Types.LONG,
                        MAX_PARALLELISM,
                        parallelism,
                        subtask);
        harness.getExecutionConfig().enableObjectReuse();
        return harness;
    }
}
