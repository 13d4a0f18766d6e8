package io.outpost.lakehouse.table;

import java.io.IOException;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.SinkTransformation;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.sink.IcebergSink;
import org.apache.iceberg.io.WriteResult;

/**
 * Iceberg's sink, with its commits, but for the writer: that has few files open at a time, however
 * many days the rows are of.
 *
 * @param <C> what Iceberg commits
 */
public final class TableSink<C>
        implements Sink<RowData>, SupportsCommitter<C>, SupportsPreCommitTopology<WriteResult, C> {
    private final Sink<RowData> iceberg;
    private final Table table;

    private TableSink(Sink<RowData> iceberg, Table table) {
        this.iceberg = iceberg;
        this.table = table;
    }

    /**
     * The sink of a table.
     *
     * @param uid of its writer, by which Iceberg names its own operators
     */
    public static Sink<RowData> of(Warehouse warehouse, Table table, String uid) {
        return new TableSink<>(iceberg(warehouse, table, uid), SerializableTable.copyOf(table));
    }

    @Override
    public CommittingSinkWriter<RowData, WriteResult> createWriter(WriterInitContext context) {
        return new DayWriters(
                table,
                context.getTaskInfo().getIndexOfThisSubtask(),
                context.getTaskInfo().getAttemptNumber());
    }

    @Override
    public Committer<C> createCommitter(CommitterInitContext context) throws IOException {
        return committing().createCommitter(context);
    }

    @Override
    public SimpleVersionedSerializer<C> getCommittableSerializer() {
        return committing().getCommittableSerializer();
    }

    @Override
    public DataStream<CommittableMessage<C>> addPreCommitTopology(
            DataStream<CommittableMessage<WriteResult>> written) {
        return gathering().addPreCommitTopology(written);
    }

    @Override
    public SimpleVersionedSerializer<WriteResult> getWriteResultSerializer() {
        return gathering().getWriteResultSerializer();
    }

    /** Its builder only appends it to a graph: to one that is never run. */
    private static Sink<RowData> iceberg(Warehouse warehouse, Table table, String uid) {
        StreamExecutionEnvironment never = new StreamExecutionEnvironment(new Configuration());
        DataStream<RowData> rows =
                never.fromSequence(0, 0)
                        .map(
                                number -> (RowData) null,
                                InternalTypeInfo.of(FlinkSchemaUtil.convert(table.schema())));
        SinkTransformation<?, ?> appended =
                (SinkTransformation<?, ?>)
                        IcebergSink.forRowData(rows)
                                .tableLoader(warehouse.loader())
                                .uidSuffix(uid)
                                .append()
                                .getTransformation();
        @SuppressWarnings("unchecked") // of rows, as it was made
        Sink<RowData> sink = (Sink<RowData>) appended.getSink();
        return sink;
    }

    @SuppressWarnings("unchecked") // it is not public what Iceberg commits
    private SupportsCommitter<C> committing() {
        return (SupportsCommitter<C>) iceberg;
    }

    @SuppressWarnings("unchecked") // it is not public what Iceberg commits
    private SupportsPreCommitTopology<WriteResult, C> gathering() {
        return (SupportsPreCommitTopology<WriteResult, C>) iceberg;
    }
}
