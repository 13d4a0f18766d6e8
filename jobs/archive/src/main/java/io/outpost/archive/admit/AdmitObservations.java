package io.outpost.archive.admit;

import io.outpost.core.place.PlaceBounds;
import io.outpost.flink.places.ShareCounts;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Stores and routes for {@link PlaceGate}, which decides: accepted observations go on in the order
 * of the log, the others are counted. The conditions job writes those to their topics.
 */
public final class AdmitObservations
        extends KeyedProcessFunction<String, RawObservation, RawObservation>
        implements CheckpointedFunction {
    /**
     * Kept for the life of the place, about 40 bytes, and up to 64 KiB that waits; has no TTL, it
     * follows event time.
     */
    private static final ValueStateDescriptor<PlaceGate> GATE =
            new ValueStateDescriptor<>("gate", PlaceGateSerializer.INSTANCE);

    /** A sensor goes 7 days after its newest observation. */
    private static final MapStateDescriptor<String, Long> SENSORS =
            new MapStateDescriptor<>("sensors", Types.STRING, Types.LONG);

    private final PlaceBounds bounds;

    private transient ShareCounts shares;
    private transient ValueState<PlaceGate> gates;
    private transient PlaceGate.Sensors sensors;
    private transient Routing routing;
    private transient Counter tooManyPlaces;

    public AdmitObservations(PlaceBounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        shares =
                new ShareCounts(
                        context.getOperatorStateStore(),
                        "observed-places",
                        bounds,
                        getRuntimeContext().getTaskInfo());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        shares.snapshot();
    }

    @Override
    public void open(OpenContext context) {
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        gates = getRuntimeContext().getState(GATE);
        MapState<String, Long> newestSeconds = getRuntimeContext().getMapState(SENSORS);
        sensors = new KnownSensors(newestSeconds);
        routing = new Routing(metrics);
        tooManyPlaces = metrics.counter("tooManyPlaces");
    }

    @Override
    public void processElement(
            RawObservation observation, Context context, Collector<RawObservation> out)
            throws Exception {
        PlaceGate known = gates.value();
        if (known == null && !isAdmitted(observation)) {
            tooManyPlaces.inc();
            return;
        }
        PlaceGate gate = known == null ? PlaceGate.UNKNOWN : known;
        routing.out = out;
        gates.update(gate.observe(observation, bounds.mostSensors(), sensors, routing));
    }

    private boolean isAdmitted(RawObservation first) {
        return shares.admit(first.placeId(), first.partition(), first.receivedAtMillis());
    }

    private static final class Routing implements PlaceGate.Outcome {
        private final Counter late;
        private final Counter unconfirmed;
        private final Counter tooManySensors;
        private Collector<RawObservation> out;

        Routing(MetricGroup metrics) {
            late = metrics.counter("late");
            unconfirmed = metrics.counter("unconfirmedJumps");
            tooManySensors = metrics.counter("tooManySensors");
        }

        @Override
        public void accepted(RawObservation observation) {
            out.collect(observation);
        }

        @Override
        public void late(RawObservation observation) {
            late.inc();
        }

        @Override
        public void unconfirmed(RawObservation observation) {
            unconfirmed.inc();
        }

        @Override
        public void tooManySensors(RawObservation observation) {
            tooManySensors.inc();
        }
    }
}
