package io.outpost.kafka;

import io.outpost.observe.SourceRecord;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import java.io.Serializable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.metrics.MetricGroup;

/** Makes a decoder, once per task. A decoder that answers null has counted the record itself. */
@FunctionalInterface
public interface DecoderFactory<T> extends Serializable {
    /**
     * Makes the decoder.
     *
     * @param outage told each time that the registry did not answer
     */
    Function<SourceRecord, T> create(
            SchemaRegistry registry,
            Consumer<RegistryUnavailableException> outage,
            MetricGroup metrics);
}
