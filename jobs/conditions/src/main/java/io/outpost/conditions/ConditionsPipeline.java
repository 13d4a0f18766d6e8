package io.outpost.conditions;

import io.outpost.observe.Inbound;
import io.outpost.observe.ObservedTime;
import io.outpost.operate.CarriedType;
import io.outpost.operate.DerivedRow;
import io.outpost.operate.KeepPlaces;
import io.outpost.operate.KeepPlacesOperator;
import io.outpost.operate.SeparateRejected;
import io.outpost.operate.SideOutputs;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph.
 *
 * <pre>
 * observations -> decode + validate -> separate rejected -+
 * places -> decode -------------------> separate rejected -+-> by place -> keep places -> rows (Postgres)
 *                                              |                             |-> transitions (Kafka)
 *                                              |                             |-> alerts (Kafka)
 *                                              |                             |-> late (Kafka)
 *                                              +--------> rejected (Kafka) <-+
 * </pre>
 */
public final class ConditionsPipeline {
    private final StreamExecutionEnvironment environment;
    private final Inputs inputs;
    private final Outputs outputs;
    private final Settings settings;

    private ConditionsPipeline(
            StreamExecutionEnvironment environment,
            Inputs inputs,
            Outputs outputs,
            Settings settings) {
        this.environment = environment;
        this.inputs = inputs;
        this.outputs = outputs;
        this.settings = settings;
    }

    /** Puts the job together; production and tests call this. */
    public static void build(
            StreamExecutionEnvironment environment,
            Inputs inputs,
            Outputs outputs,
            Settings settings) {
        new ConditionsPipeline(environment, inputs, outputs, settings).build();
    }

    private void build() {
        SingleOutputStreamOperator<Inbound> observations =
                separateRejected(readObservations(), OperatorIds.SEPARATE_REJECTED);
        SingleOutputStreamOperator<Inbound> places =
                separateRejected(readPlaces(), OperatorIds.SEPARATE_REJECTED_PLACES);
        SingleOutputStreamOperator<DerivedRow> rows = keepPlaces(observations.union(places));
        writeRows(rows);
        writeTransitions(rows);
        writeAlerts(rows);
        writeLate(rows);
        writeRejected(observations, places, rows);
    }

    private DataStream<Inbound> readObservations() {
        Duration idleAfter = settings.partitionIdleAfter();
        return environment
                .fromSource(
                        inputs.observations(),
                        WatermarkStrategy.forGenerator(
                                context ->
                                        new ObservedTime(
                                                idleAfter,
                                                System::currentTimeMillis,
                                                context.getInputActivityClock()
                                                        ::relativeTimeMillis)),
                        "observations")
                .name("read observations")
                .uid(OperatorIds.READ_OBSERVATIONS);
    }

    private DataStream<Inbound> readPlaces() {
        return environment
                .fromSource(
                        inputs.places(),
                        WatermarkStrategy.forGenerator(context -> new NoTime()),
                        "places")
                .setParallelism(1)
                .name("read places")
                .uid(OperatorIds.READ_PLACES);
    }

    /** Right behind each source, in its task: what is united has crossed no exchange before. */
    private SingleOutputStreamOperator<Inbound> separateRejected(
            DataStream<Inbound> inbound, String uid) {
        return inbound.process(new SeparateRejected(), CarriedType.INBOUND)
                .setParallelism(inbound.getParallelism())
                .name("separate rejected")
                .uid(uid);
    }

    private SingleOutputStreamOperator<DerivedRow> keepPlaces(DataStream<Inbound> valid) {
        return valid.keyBy(Inbound::placeKey)
                .transform(
                        "keep places",
                        CarriedType.DERIVED_ROW,
                        new KeepPlacesOperator(
                                new KeepPlaces(
                                        settings.conditions()::create, settings.placeQuietAfter())))
                .uid(OperatorIds.KEEP_PLACES);
    }

    /** Apart from the keyed operator, so that Postgres and the arithmetic work side by side. */
    private void writeRows(DataStream<DerivedRow> rows) {
        rows.sinkTo(outputs.rows())
                .disableChaining()
                .name("write rows")
                .uid(OperatorIds.WRITE_ROWS);
    }

    private void writeTransitions(SingleOutputStreamOperator<DerivedRow> rows) {
        inTasksOfTheirOwn(rows.getSideOutput(SideOutputs.TRANSITIONS))
                .sinkTo(outputs.transitions())
                .name("write transitions")
                .uid(OperatorIds.WRITE_TRANSITIONS);
    }

    private void writeAlerts(SingleOutputStreamOperator<DerivedRow> rows) {
        inTasksOfTheirOwn(rows.getSideOutput(SideOutputs.ALERTS))
                .sinkTo(outputs.alerts())
                .name("write alerts")
                .uid(OperatorIds.WRITE_ALERTS);
    }

    private void writeLate(SingleOutputStreamOperator<DerivedRow> rows) {
        inTasksOfTheirOwn(rows.getSideOutput(SideOutputs.LATE))
                .sinkTo(outputs.late())
                .name("write late")
                .uid(OperatorIds.WRITE_LATE);
    }

    /**
     * What was in one task with the places would be opened before them, one producer after the
     * other, each with transactions of the run before to end, and would hold them up at each
     * checkpoint. Sinks have the parallelism of the places, so each is fed by one of them, and what
     * is told of a place keeps its order.
     */
    private static <T> DataStream<T> inTasksOfTheirOwn(DataStream<T> told) {
        return told.rescale();
    }

    private void writeRejected(
            SingleOutputStreamOperator<Inbound> observations,
            SingleOutputStreamOperator<Inbound> places,
            SingleOutputStreamOperator<DerivedRow> rows) {
        observations
                .getSideOutput(SideOutputs.REJECTED)
                .union(
                        places.getSideOutput(SideOutputs.REJECTED),
                        rows.getSideOutput(SideOutputs.REJECTED))
                .sinkTo(outputs.rejected())
                .name("write rejected")
                .uid(OperatorIds.WRITE_REJECTED);
    }

    /**
     * Places have no event time: always idle, they hold back that of the observations by nothing.
     */
    private static final class NoTime implements WatermarkGenerator<Inbound> {
        @Override
        public void onEvent(Inbound event, long timestampMillis, WatermarkOutput output) {
            // No event moves time.
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            output.markIdle();
        }
    }
}
