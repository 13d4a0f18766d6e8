package io.outpost.lakehouse.job;

import io.outpost.archive.pipeline.Inputs;
import io.outpost.flink.places.ShareCounts;
import io.outpost.flink.settings.Arguments;
import io.outpost.lakehouse.pipeline.LakehousePipeline;
import io.outpost.lakehouse.pipeline.Settings;
import io.outpost.lakehouse.table.Commits;
import io.outpost.lakehouse.table.ObservationTable;
import java.util.Arrays;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.iceberg.Table;

/** Raw observations to an Iceberg table: a job of its own, so that it can never slow the others. */
public final class LakehouseJob {
    public static final String NAME = "outpost-lakehouse";

    private LakehouseJob() {}

    public static void main(String[] arguments) throws Exception {
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.println(Arguments.usage("outpost-lakehouse.jar"));
            return;
        }
        Settings settings =
                Settings.of(Arguments.settings(arguments, System.getenv())).requireWarehouse();
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        ShareCounts.requireKeyGroups(environment);
        Table table = ObservationTable.prepare(settings.warehouse());
        settings.backToCheckpoint().ifPresent(checkpoint -> Commits.goBack(table, checkpoint));
        LakehousePipeline.build(
                environment,
                Inputs.fromKafka(settings.archive(), settings.groupId()),
                table,
                settings);
        environment.execute(NAME);
    }
}
