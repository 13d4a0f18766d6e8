package io.outpost.archive.postgres;

import io.outpost.archive.admit.RawObservation;
import io.outpost.archive.pipeline.Settings;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Raw observations to Postgres, at least once; the table's key makes that exactly once in effect
 * (docs/adr/0010).
 */
public final class RawRows implements Sink<RawObservation> {
    private final Settings settings;

    public RawRows(Settings settings) {
        this.settings = settings;
    }

    @Override
    public SinkWriter<RawObservation> createWriter(WriterInitContext context) {
        boolean first = context.getTaskInfo().getIndexOfThisSubtask() == 0;
        return new RawRowWriter(
                settings, context.getProcessingTimeService(), context.metricGroup(), first);
    }
}
