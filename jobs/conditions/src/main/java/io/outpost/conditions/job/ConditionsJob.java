package io.outpost.conditions.job;

import io.outpost.conditions.kafka.KafkaInputs;
import io.outpost.conditions.kafka.KafkaOutputs;
import io.outpost.conditions.pipeline.ConditionsPipeline;
import io.outpost.conditions.pipeline.Outputs;
import io.outpost.conditions.pipeline.Settings;
import io.outpost.conditions.postgres.PostgresRows;
import io.outpost.conditions.postgres.WriterEpochs;
import io.outpost.conditions.ticks.TickSink;
import io.outpost.flink.places.ShareCounts;
import io.outpost.flink.settings.Arguments;
import java.util.Arrays;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The main job: observations in, aggregates, conditions and alerts out. */
public final class ConditionsJob {
    public static final String NAME = "outpost-conditions";

    /** Beside the job of that name, which alone writes results. */
    public static final String SHADOW_NAME = NAME + "-shadow";

    private static final long NO_EPOCH = 0;

    private ConditionsJob() {}

    public static void main(String[] arguments) throws Exception {
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.println(Arguments.usage("outpost-conditions.jar"));
            return;
        }
        Settings settings = Settings.of(Arguments.settings(arguments, System.getenv()));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        requireAlignedCheckpoints(environment);
        ShareCounts.requireKeyGroups(environment);
        boolean isShadow = settings.writes() == Settings.Writes.EMISSIONS;
        Outputs outputs = isShadow ? emissionsAlone(settings) : all(settings);
        ConditionsPipeline.build(environment, KafkaInputs.create(settings), outputs, settings);
        environment.execute(isShadow ? SHADOW_NAME : NAME);
    }

    /** Those of a shadow, which is no writer: it takes no epoch, and fences nobody. */
    private static Outputs emissionsAlone(Settings settings) {
        return new Outputs(null, null, new KafkaOutputs(settings).emissions(NO_EPOCH), null);
    }

    private static Outputs all(Settings settings) {
        long writerEpoch =
                WriterEpochs.next(
                        settings.postgresUrl(),
                        settings.postgresUser(),
                        settings.postgresPassword(),
                        settings.submission());
        KafkaOutputs kafka = new KafkaOutputs(settings);
        return new Outputs(
                new PostgresRows(settings, writerEpoch),
                kafka.messages(writerEpoch),
                kafka.emissions(writerEpoch),
                new TickSink(
                        settings.kafka(),
                        settings.registryUrl(),
                        settings.logTopic(),
                        settings.ticks() == Settings.Ticks.SILENCED));
    }

    /** A barrier that overtakes records would let a watermark pass them after a restore. */
    private static void requireAlignedCheckpoints(StreamExecutionEnvironment environment) {
        if (environment.getConfiguration().get(CheckpointingOptions.ENABLE_UNALIGNED)) {
            throw new IllegalArgumentException(
                    CheckpointingOptions.ENABLE_UNALIGNED.key()
                            + ": must be false (flink-conf/config.yaml); the job needs aligned checkpoints");
        }
    }
}
