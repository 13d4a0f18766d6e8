package io.outpost.conditions.operator;

import io.outpost.conditions.pipeline.Settings;
import io.outpost.core.place.Emission;
import io.outpost.core.place.PlaceBounds;
import io.outpost.core.place.PlaceInput;
import io.outpost.decode.RoutedRecord;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** Puts the keyed operator into Flink's harness, as the pipeline puts it into the graph. */
final class OperatorHarness {
    static final int MAX_PARALLELISM = 128;

    static final int PARTITIONS = 4;

    /** Small, so that strangers reach them. */
    static final PlaceBounds BOUNDS = new PlaceBounds(5, 3, 4, 2);

    private OperatorHarness() {}

    /**
     * How the operator works.
     *
     * @param batchRecords how many records it gathers at most
     * @param cacheHeapParts cached places take one of so many parts of the heap
     */
    record Way(int batchRecords, int cacheHeapParts, StateBackend backend) {
        /** No record waits. */
        static final Way AT_ONCE = gathering(1);

        static Way gathering(int batchRecords) {
            return new Way(batchRecords, 4, new HashMapStateBackend());
        }

        /** Each place that is needed evicts the others. */
        Way withoutRoom() {
            return new Way(batchRecords, Integer.MAX_VALUE, backend);
        }

        Way on(StateBackend other) {
            return new Way(batchRecords, cacheHeapParts, other);
        }
    }

    /** One subtask, neither opened nor restored, that lets no record wait. */
    static KeyedOneInputStreamOperatorTestHarness<String, Parcel, Emission> create(
            int parallelism, int subtask) throws Exception {
        return create(parallelism, subtask, Way.AT_ONCE);
    }

    /** One subtask, neither opened nor restored. */
    static KeyedOneInputStreamOperatorTestHarness<String, Parcel, Emission> create(
            int parallelism, int subtask, Way way) throws Exception {
        Settings settings = Settings.of(Map.of());
        KeyedOneInputStreamOperatorTestHarness<String, Parcel, Emission> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeepPlacesOperator(
                                settings.conditions()::create,
                                BOUNDS,
                                PARTITIONS,
                                "",
                                way.batchRecords,
                                way.cacheHeapParts),
                        Parcel::key,
                        Types.STRING,
                        MAX_PARALLELISM,
                        parallelism,
                        subtask);
        harness.getExecutionConfig().enableObjectReuse();
        harness.setStateBackend(way.backend);
        harness.setup(EmissionSerializer.INSTANCE);
        return harness;
    }

    /** The operator before it, opened; without an exchange it packs by key group. */
    static OneInputStreamOperatorTestHarness<RoutedRecord, Parcel> packing() throws Exception {
        OneInputStreamOperatorTestHarness<RoutedRecord, Parcel> harness =
                new OneInputStreamOperatorTestHarness<>(new PackParcels(), MAX_PARALLELISM, 1, 0);
        harness.setup(ParcelSerializer.INSTANCE);
        harness.open();
        return harness;
    }

    /** The record alone. */
    static Parcel parcel(PlaceInput input) throws IOException {
        ParcelWriter writer = new ParcelWriter(input.placeId());
        writer.add(RoutedRecord.of(input));
        return writer.take();
    }
}
