package io.outpost.flink.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.outpost.core.place.Origin;
import io.outpost.decode.SourceRecord;
import io.outpost.flink.serializer.UsualHeaders;
import io.outpost.schemas.wire.RecordType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RawRecordsTest {
    private static final byte[] OBSERVATION =
            RecordType.OBSERVATION.fullName().getBytes(StandardCharsets.UTF_8);

    private final ConsumerRecord<byte[], byte[]> sent =
            new ConsumerRecord<>("observations", 3, 42, new byte[] {1}, new byte[] {2, 3});

    @Test
    void theHeaderThatNearlyEveryRecordHasIsSharedByAll() {
        sent.headers().add(RecordType.HEADER, OBSERVATION.clone());
        Origin origin = origin();
        assertSame(UsualHeaders.names(), origin.headerNames());
        assertSame(UsualHeaders.values(), origin.headerValues());
        assertArrayEquals(new byte[] {2, 3}, origin.value());
        assertEquals(3 + RecordType.HEADER.length() + OBSERVATION.length, origin.recordBytes());
    }

    @Test
    void otherHeadersAreAsTheyWereSent() {
        assertEquals(0, origin().headerNames().length);
        sent.headers().add(RecordType.HEADER, null);
        assertNull(origin().headerValues()[0]);
        sent.headers().add(RecordType.HEADER, OBSERVATION);
        assertArrayEquals(
                new String[] {RecordType.HEADER, RecordType.HEADER}, origin().headerNames());
        assertArrayEquals(new byte[][] {null, OBSERVATION}, origin().headerValues());
    }

    private Origin origin() {
        List<SourceRecord> records = new ArrayList<>();
        new RawRecords().deserialize(sent, new ListCollector<>(records));
        return records.get(0).origin();
    }
}
