package io.outpost.bench.live;

import io.outpost.bench.fixture.Addresses;
import io.outpost.bench.fixture.ChildJvm;
import io.outpost.conditions.kafka.KafkaInputs;
import io.outpost.conditions.kafka.KafkaOutputs;
import io.outpost.conditions.pipeline.ConditionsPipeline;
import io.outpost.conditions.pipeline.Inputs;
import io.outpost.conditions.pipeline.Outputs;
import io.outpost.conditions.pipeline.Settings;
import io.outpost.conditions.ticks.TickSink;
import io.outpost.flink.kafka.LogReaderFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The process of the conditions job with all its outputs, as in production: JobManager and
 * TaskManager in one JVM. Reports how far it is by {@link PositionReporter} and {@link
 * TickReporter}.
 */
public final class JobMain {
    private JobMain() {}

    /**
     * The task of the process.
     *
     * @param checkpoint from which the job is restored; null: from the first record
     */
    record Task(Addresses addresses, String checkpointFolder, int parallelism, String checkpoint) {}

    public static void main(String[] arguments) throws Exception {
        Task task = ChildJvm.task(arguments, Task.class);
        StreamExecutionEnvironment environment =
                task.addresses().cluster(task.parallelism(), configuration(task));
        Settings settings = task.addresses().settings(Map.of());
        Outputs outputs =
                new Outputs(
                        task.addresses().postgresRows(settings),
                        new KafkaOutputs(settings).messages(),
                        null,
                        new TickSink(
                                settings.kafkaBootstrapServers(), settings.registryUrl(), false));
        ConditionsPipeline.build(environment, inputs(settings), outputs, settings);
        environment.execute("outpost-live");
    }

    /** Production's, which also report where ticks are in the log. */
    private static Inputs inputs(Settings settings) {
        Inputs inputs = KafkaInputs.create(settings);
        return new Inputs(
                inputs.log(),
                inputs.partitions(),
                new LogReaderFactory<>(
                        settings.registryUrl(),
                        new TickReporter(inputs.partitions()),
                        settings.kafkaBootstrapServers()),
                inputs.ticks());
    }

    private static Map<String, String> configuration(Task task) {
        Map<String, String> configuration = new HashMap<>();
        String reporter = "metrics.reporter.positions.";
        configuration.put("metrics.reporters", "positions");
        configuration.put(reporter + "factory.class", PositionReporter.Factory.class.getName());
        configuration.put(reporter + "interval", PositionReporter.INTERVAL_MILLIS + " ms");
        configuration.put(
                "execution.checkpointing.dir", Path.of(task.checkpointFolder()).toUri().toString());
        if (task.checkpoint() != null) {
            configuration.put("execution.state-recovery.path", task.checkpoint());
        }
        return configuration;
    }
}
