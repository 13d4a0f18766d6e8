package io.outpost.lakehouse.pipeline;

import io.outpost.archive.admit.RawObservation;
import io.outpost.archive.admit.RawObservationSerializer;
import io.outpost.archive.pipeline.AcceptedObservations;
import io.outpost.archive.pipeline.Inputs;
import io.outpost.lakehouse.admit.DropDuplicates;
import io.outpost.lakehouse.table.MaintainTable;
import io.outpost.lakehouse.table.ObservationsToRows;
import io.outpost.lakehouse.table.TableSink;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.OutputTag;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;

/**
 * The graph.
 *
 * <pre>
 * log -> receive + decode -> by place -> admit -> drop duplicates -> make rows -> write rows (Iceberg)
 *                                                        '- nothing -> maintain table
 * </pre>
 *
 * Rows are committed with the checkpoint that knows them, so that each is in the table once. The
 * table has no keys and no deletes: what was accepted is decided before it.
 */
public final class LakehousePipeline {
    /** Joins the maintenance to the graph, and carries no records. */
    private static final OutputTag<RawObservation> NOTHING =
            new OutputTag<>("nothing", RawObservationSerializer.TYPE);

    private final StreamExecutionEnvironment environment;
    private final Inputs inputs;
    private final Table table;
    private final Settings settings;

    private LakehousePipeline(
            StreamExecutionEnvironment environment, Inputs inputs, Table table, Settings settings) {
        this.environment = environment;
        this.inputs = inputs;
        this.table = table;
        this.settings = settings;
    }

    /**
     * Puts the job together; production and tests call this.
     *
     * @param table as it was prepared
     */
    public static void build(
            StreamExecutionEnvironment environment, Inputs inputs, Table table, Settings settings) {
        environment.setParallelism(settings.parallelism());
        environment.configure(commitInterval(settings));
        new LakehousePipeline(environment, inputs, table, settings).build();
    }

    /** A snapshot and its files come with each checkpoint, so the cluster's interval is no good. */
    private static Configuration commitInterval(Settings settings) {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.commitInterval());
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL_DURING_BACKLOG,
                settings.commitInterval());
        return configuration;
    }

    private void build() {
        SingleOutputStreamOperator<RawObservation> first = dropDuplicates(acceptedObservations());
        writeRows(makeRows(first));
        maintainTable(first.getSideOutput(NOTHING));
    }

    /** By the times received, state is cleared of places that report no more. */
    private DataStream<RawObservation> acceptedObservations() {
        return new AcceptedObservations(environment, inputs, settings.archive().places())
                .read(
                        WatermarkStrategy.forMonotonousTimestamps(),
                        OperatorIds.ACCEPTED_OBSERVATIONS);
    }

    /** Chained: the observations are by place already. */
    private static SingleOutputStreamOperator<RawObservation> dropDuplicates(
            DataStream<RawObservation> accepted) {
        return DataStreamUtils.reinterpretAsKeyedStream(
                        accepted, RawObservation::placeId, Types.STRING)
                .process(new DropDuplicates(), RawObservationSerializer.TYPE)
                .name("drop duplicates")
                .uid(OperatorIds.DROP_DUPLICATES);
    }

    private DataStream<RowData> makeRows(DataStream<RawObservation> first) {
        return first.map(
                        new ObservationsToRows(columns(table)),
                        InternalTypeInfo.of(FlinkSchemaUtil.convert(table.schema())))
                .name("make rows")
                .uid(OperatorIds.MAKE_ROWS);
    }

    /** Each subtask writes the rows of its places, to a file a day. */
    private void writeRows(DataStream<RowData> rows) {
        rows.sinkTo(TableSink.of(settings.warehouse(), table, OperatorIds.WRITE_ROWS))
                .name("write rows")
                .uid(OperatorIds.WRITE_ROWS);
    }

    private void maintainTable(DataStream<RawObservation> nothing) {
        nothing.sinkTo(new MaintainTable(settings.warehouse(), settings.maintenance()))
                .setParallelism(1)
                .name("maintain table")
                .uid(OperatorIds.MAINTAIN_TABLE);
    }

    static String[] columns(Table table) {
        return table.schema().columns().stream()
                .map(column -> column.name())
                .toArray(String[]::new);
    }
}
