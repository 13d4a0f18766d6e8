package io.outpost.lakehouse.table;

import io.outpost.archive.admit.RawObservation;
import java.io.IOException;
import java.util.Collection;
import java.util.OptionalLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.iceberg.flink.TableLoader;

/**
 * Keeps the table in order, beside the sink that writes it: holds that the job knows all of its
 * rows, before any is committed, and maintains it. Its state is the number of the checkpoint that
 * the state is of.
 */
public final class MaintainTable
        implements Sink<RawObservation>, SupportsWriterState<RawObservation, Long> {
    private final Warehouse warehouse;
    private final MaintenanceRules rules;

    public MaintainTable(Warehouse warehouse, MaintenanceRules rules) {
        this.warehouse = warehouse;
        this.rules = rules;
    }

    @Override
    public StatefulSinkWriter<RawObservation, Long> createWriter(WriterInitContext context)
            throws IOException {
        return begin(context, OptionalLong.empty());
    }

    @Override
    public StatefulSinkWriter<RawObservation, Long> restoreWriter(
            WriterInitContext context, Collection<Long> checkpoints) throws IOException {
        return begin(context, checkpoints.stream().mapToLong(Long::longValue).max());
    }

    @Override
    public SimpleVersionedSerializer<Long> getWriterStateSerializer() {
        return new CheckpointNumber();
    }

    private StatefulSinkWriter<RawObservation, Long> begin(
            WriterInitContext context, OptionalLong restored) throws IOException {
        try (TableLoader loader = warehouse.loader()) {
            loader.open();
            Commits.requireKnown(loader.loadTable(), restored);
        }
        return new Maintenance<>(warehouse, rules, context.metricGroup());
    }
}
