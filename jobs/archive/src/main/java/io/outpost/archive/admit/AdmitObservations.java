package io.outpost.archive.admit;

import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Stores and routes for {@link PlaceGate}, which decides: accepted observations go on in the order
 * of the log, the others are counted. The conditions job writes those to their topics.
 */
public final class AdmitObservations
        extends KeyedProcessFunction<String, RawObservation, RawObservation> {
    /**
     * Kept for the life of the place, under 50 bytes for one sensor; has no TTL, it follows event
     * time.
     */
    private static final ValueStateDescriptor<PlaceGate> GATE =
            new ValueStateDescriptor<>("gate", PlaceGateSerializer.INSTANCE);

    private transient ValueState<PlaceGate> gates;
    private transient Routing routing;

    @Override
    public void open(OpenContext context) {
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        gates = getRuntimeContext().getState(GATE);
        routing = new Routing(metrics.counter("late"), metrics.counter("unconfirmedJumps"));
    }

    @Override
    public void processElement(
            RawObservation observation, Context context, Collector<RawObservation> out)
            throws IOException {
        PlaceGate known = gates.value();
        PlaceGate gate = known == null ? PlaceGate.UNKNOWN : known;
        routing.out = out;
        gates.update(gate.observe(observation, routing));
    }

    private static final class Routing implements PlaceGate.Outcome {
        private final Counter late;
        private final Counter unconfirmed;
        private Collector<RawObservation> out;

        Routing(Counter late, Counter unconfirmed) {
            this.late = late;
            this.unconfirmed = unconfirmed;
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
    }
}
