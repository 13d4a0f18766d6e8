package io.outpost.flink.kafka;

import io.outpost.decode.SourceRecord;
import io.outpost.decode.WriterSchemas;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.metrics.MetricGroup;

/**
 * Makes what decodes the records of the log, once per subtask. It answers null for a record that it
 * passes over, or has counted itself.
 */
@FunctionalInterface
public interface DecoderFactory<T> extends Serializable {
    /** Makes the decoder. */
    Function<SourceRecord, T> create(WriterSchemas schemas, MetricGroup metrics);
}
