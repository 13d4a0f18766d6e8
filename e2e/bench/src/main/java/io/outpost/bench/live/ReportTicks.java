package io.outpost.bench.live;

import io.outpost.kafka.DecoderFactory;
import io.outpost.observe.LogDecoder;
import io.outpost.observe.SourceRecord;
import io.outpost.observe.WriterSchemas;
import io.outpost.place.PlaceInput;
import java.util.function.Function;
import org.apache.flink.metrics.MetricGroup;

/**
 * Production's decoder, which also reports where the log has ticks: they are read like
 * observations, and are none.
 */
record ReportTicks(int partitions) implements DecoderFactory<PlaceInput> {
    static final String TICK = "tick ";

    @Override
    public Function<SourceRecord, PlaceInput> create(WriterSchemas schemas, MetricGroup metrics) {
        LogDecoder decoder = new LogDecoder(schemas, partitions);
        return source -> {
            PlaceInput input = decoder.decode(source);
            if (input == null) {
                ChildProcess.tell(
                        TICK + source.origin().partition() + ' ' + source.origin().offset());
            }
            return input;
        };
    }
}
