package io.outpost.kafka;

import io.outpost.observe.SourceRecord;
import io.outpost.place.Origin;
import io.outpost.schemas.wire.SchemaRegistry;
import java.util.function.Function;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes Kafka's records where they are read, so that each partition has an event time of its own.
 */
final class DecodedRecords<T> implements KafkaRecordDeserializationSchema<T> {
    private static final Logger LOG = LoggerFactory.getLogger(DecodedRecords.class);

    private final String registryUrl;
    private final TypeInformation<T> type;
    private final DecoderFactory<T> factory;
    private transient Function<SourceRecord, T> decoder;

    DecodedRecords(String registryUrl, TypeInformation<T> type, DecoderFactory<T> factory) {
        this.registryUrl = registryUrl;
        this.type = type;
        this.factory = factory;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        MetricGroup metrics = context.getMetricGroup();
        Counter outages = metrics.counter("registryOutages");
        decoder =
                factory.create(
                        new SchemaRegistry(registryUrl),
                        outage -> {
                            outages.inc();
                            LOG.warn("Waiting for the schema registry: {}", outage.getMessage());
                        },
                        metrics);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> kafkaRecord, Collector<T> out) {
        T decoded = decoder.apply(sourceRecord(kafkaRecord));
        if (decoded != null) {
            out.collect(decoded);
        }
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return type;
    }

    private static SourceRecord sourceRecord(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        Header[] headers = kafkaRecord.headers().toArray();
        String[] names = new String[headers.length];
        byte[][] values = new byte[headers.length][];
        for (int i = 0; i < headers.length; i++) {
            names[i] = headers[i].key();
            values[i] = headers[i].value();
        }
        return new SourceRecord(
                kafkaRecord.topic(),
                kafkaRecord.timestamp(),
                new Origin(
                        kafkaRecord.partition(),
                        kafkaRecord.offset(),
                        kafkaRecord.key(),
                        kafkaRecord.value(),
                        names,
                        values));
    }
}
