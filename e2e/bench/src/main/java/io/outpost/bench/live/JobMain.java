package io.outpost.bench.live;

import io.outpost.bench.stage.Database;
import io.outpost.conditions.ConditionsPipeline;
import io.outpost.conditions.Inputs;
import io.outpost.conditions.Outputs;
import io.outpost.conditions.Settings;
import io.outpost.kafka.KafkaInputs;
import io.outpost.kafka.KafkaOutputs;
import io.outpost.kafka.LogReaderFactory;
import io.outpost.postgres.PostgresRows;
import io.outpost.postgres.WriterEpochs;
import io.outpost.ticks.TickSink;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The process of the conditions job with all its outputs, as in production: JobManager and
 * TaskManager in one JVM. Reports how far it is by {@link PositionReporter} and {@link
 * ReportTicks}.
 */
public final class JobMain {
    private JobMain() {}

    public static void main(String[] arguments) throws Exception {
        ChildProcess.endWithParent();
        JobAssignment assignment = JobAssignment.parse(arguments);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(
                        assignment.parallelism(), configuration(assignment));
        environment.setParallelism(assignment.parallelism());
        Settings settings = Settings.of(settings(assignment));
        ConditionsPipeline.build(environment, inputs(settings), outputs(settings), settings);
        environment.execute("outpost-live");
    }

    /** Production's, which also say where ticks are in the log. */
    private static Inputs inputs(Settings settings) {
        Inputs inputs = KafkaInputs.create(settings);
        return new Inputs(
                inputs.log(),
                inputs.partitions(),
                new LogReaderFactory<>(
                        settings.registryUrl(),
                        new ReportTicks(inputs.partitions()),
                        settings.kafkaBootstrapServers()),
                inputs.ticks());
    }

    private static Outputs outputs(Settings settings) {
        long epoch =
                WriterEpochs.next(
                        settings.postgresUrl(),
                        settings.postgresUser(),
                        settings.postgresPassword());
        return new Outputs(
                new PostgresRows(settings, epoch),
                new KafkaOutputs(settings).messages(),
                null,
                new TickSink(settings.kafkaBootstrapServers(), settings.registryUrl(), false));
    }

    /** Production's, but for where things are. */
    private static Configuration configuration(JobAssignment assignment) {
        Configuration configuration = GlobalConfiguration.loadConfiguration(assignment.flinkConf());
        configuration.setString("metrics.reporters", "positions");
        configuration.setString(
                "metrics.reporter.positions.factory.class",
                PositionReporterFactory.class.getName());
        configuration.setString(
                "metrics.reporter.positions.interval", PositionReporter.INTERVAL_MILLIS + " ms");
        configuration.setString(
                "execution.checkpointing.dir", Path.of(assignment.folder()).toUri().toString());
        if (!assignment.restoreFrom().isEmpty()) {
            configuration.setString("execution.state-recovery.path", assignment.restoreFrom());
        }
        return configuration;
    }

    private static Map<String, Object> settings(JobAssignment assignment) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("kafka.bootstrap-servers", assignment.bootstrapServers());
        settings.put("registry.url", assignment.registryUrl());
        settings.put("postgres.url", assignment.postgresUrl());
        settings.put("postgres.user", Database.USER);
        settings.put("postgres.password", Database.PASSWORD);
        return settings;
    }
}
