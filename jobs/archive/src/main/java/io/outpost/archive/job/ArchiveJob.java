package io.outpost.archive.job;

import io.outpost.archive.pipeline.ArchivePipeline;
import io.outpost.archive.pipeline.Inputs;
import io.outpost.archive.pipeline.Outputs;
import io.outpost.archive.pipeline.Settings;
import io.outpost.archive.postgres.RawRows;
import io.outpost.flink.places.ShareCounts;
import io.outpost.flink.settings.Arguments;
import java.util.Arrays;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Raw observations to Postgres: a job of its own, so that it can never slow the conditions. */
public final class ArchiveJob {
    public static final String NAME = "outpost-archive";

    private ArchiveJob() {}

    public static void main(String[] arguments) throws Exception {
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.println(Arguments.usage("outpost-archive.jar"));
            return;
        }
        Settings settings = Settings.of(Arguments.settings(arguments, System.getenv()));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        ShareCounts.requireKeyGroups(environment);
        ArchivePipeline.build(
                environment,
                Inputs.fromKafka(settings),
                new Outputs(new RawRows(settings)),
                settings);
        environment.execute(NAME);
    }
}
