package io.outpost.flink.kafka;

import io.outpost.core.place.Origin;
import io.outpost.decode.SourceRecord;
import io.outpost.flink.serializer.UsualHeaders;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;

/**
 * Hands on every record of the log as it is: each counts for the time of its partition, so none is
 * decoded, and none dropped, where it is read.
 */
final class RawRecords implements KafkaRecordDeserializationSchema<SourceRecord> {
    @Override
    public void deserialize(
            ConsumerRecord<byte[], byte[]> kafkaRecord, Collector<SourceRecord> out) {
        Header[] headers = kafkaRecord.headers().toArray();
        boolean isUsual = UsualHeaders.are(headers);
        String[] names = isUsual ? UsualHeaders.names() : new String[headers.length];
        byte[][] values = isUsual ? UsualHeaders.values() : new byte[headers.length][];
        for (int i = 0; !isUsual && i < headers.length; i++) {
            names[i] = headers[i].key();
            values[i] = headers[i].value();
        }
        out.collect(
                new SourceRecord(
                        kafkaRecord.timestamp(),
                        kafkaRecord.timestampType() == TimestampType.LOG_APPEND_TIME,
                        new Origin(
                                kafkaRecord.partition(),
                                kafkaRecord.offset(),
                                kafkaRecord.key(),
                                kafkaRecord.value(),
                                names,
                                values)));
    }

    @Override
    public TypeInformation<SourceRecord> getProducedType() {
        return RecordTypes.SOURCE_RECORD;
    }
}
