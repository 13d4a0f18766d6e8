package io.outpost.kafka;

import io.outpost.observe.Inbound;
import io.outpost.observe.SourceRecord;
import io.outpost.operate.InboundTypeInfo;
import io.outpost.place.Origin;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import java.io.Serializable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes Kafka's records where they are read, so that each partition has an event time of its own.
 */
final class DecodedRecords implements KafkaRecordDeserializationSchema<Inbound> {
    private static final Logger LOG = LoggerFactory.getLogger(DecodedRecords.class);

    /** Makes the decoder, once per task. */
    interface DecoderFactory extends Serializable {
        Function<SourceRecord, Inbound> create(
                SchemaRegistry registry, Consumer<RegistryUnavailableException> outage);
    }

    private final String registryUrl;
    private final DecoderFactory factory;
    private transient Function<SourceRecord, Inbound> decoder;

    DecodedRecords(String registryUrl, DecoderFactory factory) {
        this.registryUrl = registryUrl;
        this.factory = factory;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        Counter outages = context.getMetricGroup().counter("registryOutages");
        decoder =
                factory.create(
                        new SchemaRegistry(registryUrl),
                        outage -> {
                            outages.inc();
                            LOG.warn("Waiting for the schema registry: {}", outage.getMessage());
                        });
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> kafkaRecord, Collector<Inbound> out) {
        out.collect(decoder.apply(sourceRecord(kafkaRecord)));
    }

    @Override
    public TypeInformation<Inbound> getProducedType() {
        return InboundTypeInfo.INSTANCE;
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
