package io.outpost.archive.pipeline;

import io.outpost.archive.admit.AdmitObservations;
import io.outpost.archive.admit.RawObservation;
import io.outpost.archive.admit.RawObservationSerializer;
import io.outpost.decode.SourceRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph.
 *
 * <pre>
 * log -> receive + decode -> by place -> admit -> write rows (Postgres)
 * </pre>
 *
 * Nothing of it watches event time: whether an observation is accepted is decided by its place's
 * own order in the log.
 */
public final class ArchivePipeline {
    private final StreamExecutionEnvironment environment;
    private final Inputs inputs;
    private final Outputs outputs;
    private final Settings settings;

    private ArchivePipeline(
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
        environment.setParallelism(settings.parallelism());
        new ArchivePipeline(environment, inputs, outputs, settings).build();
    }

    private void build() {
        writeRows(admitObservations(receiveRecords(readLog())));
    }

    private SingleOutputStreamOperator<SourceRecord> readLog() {
        return environment
                .fromSource(inputs.log(), WatermarkStrategy.noWatermarks(), "log")
                .setParallelism(Math.min(environment.getParallelism(), inputs.partitions()))
                .name("read observations")
                .uid(OperatorIds.READ_OBSERVATIONS);
    }

    private DataStream<RawObservation> receiveRecords(
            SingleOutputStreamOperator<SourceRecord> log) {
        return log.transform("receive records", RawObservationSerializer.TYPE, inputs.reader())
                .setParallelism(log.getParallelism())
                .uid(OperatorIds.RECEIVE_RECORDS);
    }

    private DataStream<RawObservation> admitObservations(DataStream<RawObservation> valid) {
        return valid.keyBy(RawObservation::placeId)
                .process(new AdmitObservations(settings.places()), RawObservationSerializer.TYPE)
                .name("admit observations")
                .uid(OperatorIds.ADMIT_OBSERVATIONS);
    }

    /** Chained: rows reach the batch without being carried once more. */
    private void writeRows(DataStream<RawObservation> accepted) {
        accepted.sinkTo(outputs.rows()).name("write rows").uid(OperatorIds.WRITE_ROWS);
    }
}
