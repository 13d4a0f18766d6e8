package io.outpost.conditions.pipeline;

import io.outpost.conditions.operator.KeepPlacesOperator;
import io.outpost.conditions.operator.PackParcels;
import io.outpost.conditions.operator.Parcel;
import io.outpost.conditions.operator.StreamTypes;
import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.Emission;
import io.outpost.core.place.LateReading;
import io.outpost.core.place.PreferenceRow;
import io.outpost.decode.RoutedRecord;
import io.outpost.decode.SourceRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph.
 *
 * <pre>
 * log -> receive + route -> pack parcels -> by place -> decode + keep places -> rows (Postgres)
 *                                |                               |-> messages (Kafka)
 *                                +--------> messages (Kafka) <---+
 * ticks -> log
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
        SingleOutputStreamOperator<Parcel> parcels = packParcels(receiveRecords(readLog()));
        SingleOutputStreamOperator<Emission> rows = keepPlaces(parcels);
        DataStream<Emission> messages =
                parcels.getSideOutput(StreamTypes.MESSAGES)
                        .union(rows.getSideOutput(StreamTypes.MESSAGES));
        if (outputs.rows() != null) {
            writeRows(rows);
        }
        if (outputs.messages() != null) {
            writeMessages(messages);
        }
        if (outputs.emissions() != null) {
            writeEmissions(rows, messages);
        }
        if (outputs.ticks() != null) {
            writeTicks();
        }
    }

    /**
     * The watermark is what was received last less 1 ms, the least of a reader's partitions. No
     * partition is ever idle, as ticks come to all of them: time must not go on without one.
     */
    private SingleOutputStreamOperator<SourceRecord> readLog() {
        return environment
                .fromSource(inputs.log(), WatermarkStrategy.forMonotonousTimestamps(), "log")
                .setParallelism(Math.min(environment.getParallelism(), inputs.partitions()))
                .name("read log")
                .uid(OperatorIds.READ_LOG);
    }

    private SingleOutputStreamOperator<RoutedRecord> receiveRecords(
            SingleOutputStreamOperator<SourceRecord> log) {
        return log.transform("receive records", StreamTypes.ROUTED_RECORD, inputs.reader())
                .setParallelism(log.getParallelism())
                .uid(OperatorIds.RECEIVE_RECORDS);
    }

    private SingleOutputStreamOperator<Parcel> packParcels(
            SingleOutputStreamOperator<RoutedRecord> records) {
        return records.transform("pack parcels", StreamTypes.PARCEL, new PackParcels())
                .setParallelism(records.getParallelism())
                .uid(OperatorIds.PACK_PARCELS);
    }

    /** The operator sets the key of each record of a parcel itself: they are of one subtask. */
    private SingleOutputStreamOperator<Emission> keepPlaces(DataStream<Parcel> parcels) {
        return parcels.keyBy(Parcel::key)
                .transform(
                        "keep places",
                        StreamTypes.EMISSION,
                        new KeepPlacesOperator(
                                settings.conditions()::create,
                                settings.places(),
                                inputs.partitions(),
                                settings.tracesUrl()))
                .uid(OperatorIds.KEEP_PLACES);
    }

    /** Unchained from the keyed operator, so that Postgres and the arithmetic work side by side. */
    private void writeRows(DataStream<Emission> rows) {
        rows.sinkTo(outputs.rows())
                .disableChaining()
                .name("write rows")
                .uid(OperatorIds.WRITE_ROWS);
    }

    /**
     * Unchained: a sink in the task of the places would be opened before them, with transactions of
     * the run before to end, and would hold them up at each checkpoint. It has the parallelism of
     * the places, so what a place emits keeps its order.
     */
    private void writeMessages(DataStream<Emission> messages) {
        messages.rescale()
                .sinkTo(outputs.messages())
                .name("write messages")
                .uid(OperatorIds.WRITE_MESSAGES);
    }

    /** Rows, and those messages that are no rows. */
    private void writeEmissions(DataStream<Emission> rows, DataStream<Emission> messages) {
        rows.union(
                        messages.filter(ConditionsPipeline::isMessageOnly)
                                .name("select emissions")
                                .uid(OperatorIds.SELECT_EMISSIONS))
                .sinkTo(outputs.emissions())
                .name("write emissions")
                .uid(OperatorIds.WRITE_EMISSIONS);
    }

    private static boolean isMessageOnly(Emission message) {
        return message instanceof LateReading
                || message instanceof DeadLetter
                || message instanceof PreferenceRow;
    }

    private void writeTicks() {
        environment
                .fromSource(inputs.ticks(), WatermarkStrategy.noWatermarks(), "ticks")
                .setParallelism(1)
                .name("make ticks")
                .uid(OperatorIds.MAKE_TICKS)
                .sinkTo(outputs.ticks())
                .setParallelism(1)
                .name("write ticks")
                .uid(OperatorIds.WRITE_TICKS);
    }
}
