package io.outpost.conditions.pipeline;

import io.outpost.decode.RoutedRecord;
import io.outpost.decode.SourceRecord;
import io.outpost.flink.kafka.LogReaderFactory;
import org.apache.flink.api.connector.source.Source;

/**
 * Where the records come from. Production reads Kafka; a test may hand in something else.
 *
 * @param partitions of the log; more readers than these would have no work, and hold up time
 * @param reader gives records their time, and decodes those that are not decoded at their places
 * @param ticks one now and then, to be appended to the log
 */
public record Inputs(
        Source<SourceRecord, ?, ?> log,
        int partitions,
        LogReaderFactory<RoutedRecord> reader,
        Source<Long, ?, ?> ticks) {}
