package io.outpost.flink.kafka;

import java.io.IOException;
import java.util.Properties;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.connector.kafka.source.reader.KafkaPartitionSplitReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Polls the partitions of a subtask, and has their records handed out in turns. */
@SuppressWarnings("try") // as the connector declares it
final class ReadInTurns extends KafkaPartitionSplitReader {
    ReadInTurns(
            Properties consumer, SourceReaderContext context, KafkaSourceReaderMetrics metrics) {
        super(consumer, context, metrics);
    }

    @Override
    public RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> fetch() throws IOException {
        return new Turns<>(super.fetch());
    }
}
