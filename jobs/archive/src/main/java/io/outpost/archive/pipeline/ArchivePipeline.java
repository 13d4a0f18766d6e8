package io.outpost.archive.pipeline;

import io.outpost.archive.admit.RawObservation;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
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
        writeRows(acceptedObservations());
    }

    private DataStream<RawObservation> acceptedObservations() {
        return new AcceptedObservations(environment, inputs, settings.places())
                .read(WatermarkStrategy.noWatermarks(), OperatorIds.ACCEPTED_OBSERVATIONS);
    }

    /** Chained: rows reach the batch without being carried once more. */
    private void writeRows(DataStream<RawObservation> accepted) {
        accepted.sinkTo(outputs.rows()).name("write rows").uid(OperatorIds.WRITE_ROWS);
    }
}
