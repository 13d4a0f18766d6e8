package io.outpost.lakehouse.pipeline;

import io.outpost.archive.admit.RawObservation;
import io.outpost.archive.admit.RawObservationSerializer;
import io.outpost.archive.postgres.RawRows;
import io.outpost.lakehouse.table.RowsToObservations;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.source.IcebergSource;

/**
 * The graph of a rebuild, which ends with the current snapshot of the table.
 *
 * <pre>
 * table (Iceberg) -> make observations -> write raw rows (Postgres)
 * </pre>
 */
public final class RebuildPipeline {
    private RebuildPipeline() {}

    /** Puts the job together; production and tests call this. */
    public static void build(
            StreamExecutionEnvironment environment, Table table, Settings settings) {
        environment.setParallelism(settings.parallelism());
        writeRawRows(makeObservations(readTable(environment, table, settings), table), settings);
    }

    private static DataStream<RowData> readTable(
            StreamExecutionEnvironment environment, Table table, Settings settings) {
        IcebergSource<RowData> snapshot =
                IcebergSource.forRowData().tableLoader(settings.warehouse().loader()).build();
        return environment
                .fromSource(
                        snapshot,
                        WatermarkStrategy.noWatermarks(),
                        "table",
                        InternalTypeInfo.of(FlinkSchemaUtil.convert(table.schema())))
                .name("read table")
                .uid(OperatorIds.READ_TABLE);
    }

    private static DataStream<RawObservation> makeObservations(
            DataStream<RowData> rows, Table table) {
        return rows.map(
                        new RowsToObservations(LakehousePipeline.columns(table)),
                        RawObservationSerializer.TYPE)
                .name("make observations")
                .uid(OperatorIds.MAKE_OBSERVATIONS);
    }

    private static void writeRawRows(DataStream<RawObservation> observations, Settings settings) {
        observations
                .sinkTo(new RawRows(settings.archive()))
                .name("write raw rows")
                .uid(OperatorIds.WRITE_RAW_ROWS);
    }
}
