package io.outpost.bench.live;

import io.outpost.bench.stage.Database;
import io.outpost.conditions.ConditionsPipeline;
import io.outpost.conditions.Outputs;
import io.outpost.conditions.Settings;
import io.outpost.kafka.KafkaInputs;
import io.outpost.kafka.KafkaOutputs;
import io.outpost.postgres.PostgresRows;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The process of the conditions job with all its outputs, as in production: JobManager and
 * TaskManager in one JVM. Tells how far it is through {@link PositionReporter}.
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
        KafkaOutputs kafka = new KafkaOutputs(settings);
        Outputs outputs =
                new Outputs(
                        new PostgresRows(settings),
                        kafka.transitions(),
                        kafka.alerts(),
                        kafka.late(),
                        kafka.rejected());
        ConditionsPipeline.build(environment, KafkaInputs.create(settings), outputs, settings);
        environment.execute("outpost-live");
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
        settings.put("writer-epoch", assignment.writerEpoch());
        return settings;
    }
}
