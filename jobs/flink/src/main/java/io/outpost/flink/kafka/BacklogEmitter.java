package io.outpost.flink.kafka;

import io.outpost.decode.SourceRecord;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.kafka.source.reader.KafkaRecordEmitter;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitState;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Emits the records of the log, and reports to the enumerator when the reader falls behind, or is
 * up to date again.
 */
final class BacklogEmitter extends KafkaRecordEmitter<SourceRecord> {
    private final SourceReaderContext context;
    private final Backlog backlog = new Backlog(System::currentTimeMillis);

    BacklogEmitter(SourceReaderContext context) {
        super(new RawRecords());
        this.context = context;
    }

    @Override
    public void emitRecord(
            ConsumerRecord<byte[], byte[]> kafkaRecord,
            SourceOutput<SourceRecord> output,
            KafkaPartitionSplitState split)
            throws Exception {
        super.emitRecord(kafkaRecord, output, split);
        if (backlog.changesWith(kafkaRecord.timestamp())) {
            context.sendSourceEventToCoordinator(backlog.report());
        }
    }
}
