package io.outpost.bench.live;

import io.outpost.bench.fixture.ChildJvm;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.decode.LogDecoder;
import io.outpost.decode.SourceRecord;
import io.outpost.decode.WriterSchemas;
import io.outpost.flink.kafka.DecoderFactory;
import java.util.function.Function;
import org.apache.flink.metrics.MetricGroup;

/**
 * Production's decoder, which also reports where the log has ticks: they are read like
 * observations, and are none.
 */
record TickReporter(int partitions) implements DecoderFactory<PlaceInput> {
    /** A tick in the log. */
    record Tick(int partition, long offset) {}

    @Override
    public Function<SourceRecord, PlaceInput> create(WriterSchemas schemas, MetricGroup metrics) {
        LogDecoder decoder = new LogDecoder(schemas, partitions);
        return source -> {
            PlaceInput input = decoder.decode(source);
            if (input == null) {
                Origin origin = source.origin();
                ChildJvm.report(new Tick(origin.partition(), origin.offset()));
            }
            return input;
        };
    }
}
