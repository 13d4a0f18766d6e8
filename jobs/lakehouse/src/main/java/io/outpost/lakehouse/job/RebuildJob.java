package io.outpost.lakehouse.job;

import io.outpost.flink.settings.Arguments;
import io.outpost.lakehouse.pipeline.RebuildPipeline;
import io.outpost.lakehouse.pipeline.Settings;
import io.outpost.lakehouse.table.ObservationTable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Writes the rows of the Iceberg table to the raw table of Postgres, by the archive's own writer:
 * those that are not there yet. It ends when all are written.
 */
public final class RebuildJob {
    public static final String NAME = "outpost-rebuild";

    private RebuildJob() {}

    public static void main(String[] arguments) throws Exception {
        Settings settings =
                Settings.of(Arguments.settings(arguments, System.getenv())).requireWarehouse();
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        RebuildPipeline.build(
                environment, ObservationTable.prepare(settings.warehouse()), settings);
        environment.execute(NAME);
    }
}
