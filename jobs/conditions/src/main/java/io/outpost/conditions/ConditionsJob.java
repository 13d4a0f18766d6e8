package io.outpost.conditions;

import io.outpost.kafka.KafkaInputs;
import io.outpost.kafka.KafkaOutputs;
import io.outpost.postgres.PostgresRows;
import io.outpost.settings.Arguments;
import java.util.Arrays;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The main job: observations in, aggregates, conditions and alerts out. */
public final class ConditionsJob {
    public static final String NAME = "outpost-conditions";

    private ConditionsJob() {}

    public static void main(String[] arguments) throws Exception {
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.println(Arguments.usage("outpost-conditions.jar"));
            return;
        }
        Settings settings = Settings.of(Arguments.settings(arguments, System.getenv()));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        KafkaOutputs kafka = new KafkaOutputs(settings);
        Outputs outputs =
                new Outputs(
                        new PostgresRows(settings),
                        kafka.transitions(),
                        kafka.alerts(),
                        kafka.late(),
                        kafka.rejected());
        ConditionsPipeline.build(environment, KafkaInputs.create(settings), outputs, settings);
        environment.execute(NAME);
    }
}
