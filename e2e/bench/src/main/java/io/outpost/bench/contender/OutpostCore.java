package io.outpost.bench.contender;

import io.outpost.conditions.ConditionsPipeline;
import io.outpost.conditions.Outputs;
import io.outpost.conditions.Settings;
import io.outpost.kafka.KafkaInputs;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The conditions job as in production, its settings from flink-conf, with sinks that only count
 * what they throw away.
 */
final class OutpostCore implements Contender {
    private final Assignment assignment;
    private final FlinkRun run = new FlinkRun();

    private OutpostCore(Assignment assignment) {
        this.assignment = assignment;
    }

    static Contender create(Assignment assignment) {
        return new OutpostCore(assignment);
    }

    @Override
    public void start() throws Exception {
        StreamExecutionEnvironment environment = FlinkRun.environment(assignment);
        Settings settings = OutpostJob.settings(assignment);
        Outputs outputs =
                new Outputs(
                        new CountingSink(assignment.endMillis(), assignment.corrected()),
                        new DiscardingSink<>(),
                        null,
                        OutpostJob.silentTicks(settings));
        ConditionsPipeline.build(environment, KafkaInputs.create(settings), outputs, settings);
        run.run(environment);
    }

    @Override
    public void stop() throws Exception {
        run.stop();
    }

    @Override
    public long progress() {
        return SharedRows.rows();
    }

    @Override
    public long progressAt(long records) {
        return assignment.rowsAt(records);
    }

    @Override
    public long rows() {
        return SharedRows.rows();
    }

    @Override
    public long digest() {
        return SharedRows.digest();
    }
}
