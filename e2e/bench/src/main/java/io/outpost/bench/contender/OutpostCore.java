package io.outpost.bench.contender;

import io.outpost.conditions.ConditionsPipeline;
import io.outpost.conditions.Outputs;
import io.outpost.conditions.Settings;
import io.outpost.kafka.KafkaInputs;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The conditions job as in production, its settings from flink-conf, with sinks that only count
 * what they throw away.
 */
final class OutpostCore implements Contender {
    private final Assignment assignment;

    private OutpostCore(Assignment assignment) {
        this.assignment = assignment;
    }

    static Contender create(Assignment assignment) {
        return new OutpostCore(assignment);
    }

    @Override
    public void start() throws Exception {
        StreamExecutionEnvironment environment = environment(assignment);
        Settings settings =
                Settings.of(
                        Map.of(
                                "kafka.bootstrap-servers", assignment.bootstrapServers(),
                                "registry.url", assignment.registryUrl()));
        Outputs outputs =
                new Outputs(
                        new CountingSink(assignment.endMillis()),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>());
        ConditionsPipeline.build(environment, KafkaInputs.create(settings), outputs, settings);
        environment.execute("outpost-core");
    }

    /** Production's settings, but for where things are: a cluster in this process. */
    static StreamExecutionEnvironment environment(Assignment assignment) {
        Configuration configuration = GlobalConfiguration.loadConfiguration(assignment.flinkConf());
        configuration.removeKey("metrics.reporters");
        configuration.setString(
                "execution.checkpointing.dir",
                Path.of(assignment.folder()).resolve("checkpoints").toUri().toString());
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(
                        assignment.parallelism(), configuration);
        environment.setParallelism(assignment.parallelism());
        return environment;
    }

    @Override
    public long progress() {
        return SharedRows.rows();
    }

    @Override
    public long warm() {
        return assignment.warmRows();
    }

    @Override
    public long goal() {
        return assignment.rows();
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
