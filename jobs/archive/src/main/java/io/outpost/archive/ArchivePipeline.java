package io.outpost.archive;

import io.outpost.archive.admit.AdmitObservations;
import io.outpost.archive.admit.RawObservation;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph.
 *
 * <pre>
 * observations -> decode + validate -> by place -> admit -> write rows (Postgres)
 * </pre>
 *
 * Nothing of it watches event time: whether an observation is accepted is decided by its place's
 * own order in the log.
 */
public final class ArchivePipeline {
    private final StreamExecutionEnvironment environment;
    private final Inputs inputs;
    private final Outputs outputs;

    private ArchivePipeline(
            StreamExecutionEnvironment environment, Inputs inputs, Outputs outputs) {
        this.environment = environment;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /** Puts the job together; production and tests call this. */
    public static void build(
            StreamExecutionEnvironment environment,
            Inputs inputs,
            Outputs outputs,
            Settings settings) {
        environment.setParallelism(settings.parallelism());
        new ArchivePipeline(environment, inputs, outputs).build();
    }

    private void build() {
        writeRows(admitObservations(readObservations()));
    }

    private DataStream<RawObservation> readObservations() {
        return environment
                .fromSource(inputs.observations(), WatermarkStrategy.noWatermarks(), "observations")
                .name("read observations")
                .uid(OperatorIds.READ_OBSERVATIONS);
    }

    private DataStream<RawObservation> admitObservations(DataStream<RawObservation> valid) {
        return valid.keyBy(RawObservation::placeKey)
                .process(new AdmitObservations())
                .name("admit observations")
                .uid(OperatorIds.ADMIT_OBSERVATIONS);
    }

    /** Chained: rows reach the batch without being carried once more. */
    private void writeRows(DataStream<RawObservation> accepted) {
        accepted.sinkTo(outputs.rows()).name("write rows").uid(OperatorIds.WRITE_ROWS);
    }
}
