package io.outpost.flink.kafka;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/** The connector's enumerator, by which Flink also knows while one of the readers is behind. */
final class BacklogEnumerator
        implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {
    private final SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka;
    private final SplitEnumeratorContext<KafkaPartitionSplit> context;
    private final BitSet behind = new BitSet();

    /**
     * What Flink was given last; null: nothing yet, and it may still go by an enumerator before.
     */
    private Boolean given;

    BacklogEnumerator(
            SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka,
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        this.kafka = kafka;
        this.context = context;
    }

    @Override
    public void start() {
        kafka.start();
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
        if (event instanceof Backlog.Report report) {
            set(subtask, report.isBehind());
        } else {
            kafka.handleSourceEvent(subtask, event);
        }
    }

    /** A reader that begins anew reports again. */
    @Override
    public void addReader(int subtask) {
        set(subtask, false);
        kafka.addReader(subtask);
    }

    private void set(int subtask, boolean isBehind) {
        behind.set(subtask, isBehind);
        boolean isBacklog = !behind.isEmpty();
        if (given == null || given != isBacklog) {
            given = isBacklog;
            context.setIsProcessingBacklog(isBacklog);
        }
    }

    @Override
    public void handleSplitRequest(int subtask, String hostname) {
        kafka.handleSplitRequest(subtask, hostname);
    }

    @Override
    public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {
        kafka.addSplitsBack(splits, subtask);
    }

    @Override
    public KafkaSourceEnumState snapshotState(long checkpoint) throws Exception {
        return kafka.snapshotState(checkpoint);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        kafka.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void notifyCheckpointAborted(long checkpoint) throws Exception {
        kafka.notifyCheckpointAborted(checkpoint);
    }

    @Override
    public void close() throws IOException {
        kafka.close();
    }
}
