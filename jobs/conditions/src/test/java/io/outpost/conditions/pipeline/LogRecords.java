package io.outpost.conditions.pipeline;

import io.outpost.core.place.Origin;
import io.outpost.decode.SourceRecord;
import io.outpost.schemas.Tick;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Utils;

/** Records of a log, with the times and offsets that a broker gives them. */
final class LogRecords {
    static final int PARTITIONS = 4;

    private final List<SourceRecord> all = new ArrayList<>();
    private final long[] nextOffsets = new long[PARTITIONS];
    private long lastMillis;

    /** In their order; of a partition, that of its offsets. */
    List<SourceRecord> all() {
        return all;
    }

    int size() {
        return all.size();
    }

    /** The greatest time. */
    long lastMillis() {
        return lastMillis;
    }

    /** The first ones. */
    LogRecords first(int count) {
        LogRecords first = new LogRecords();
        for (SourceRecord one : all.subList(0, count)) {
            Origin origin = one.origin();
            first.append(origin.partition(), one.receivedAtMillis(), origin.key(), origin.value());
        }
        return first;
    }

    /** Of a place, in its partition. */
    void add(long atMillis, String placeId, SpecificRecord record) {
        add(partition(placeId), atMillis, placeId, encode(record));
    }

    /** At the end of every partition. */
    void addTicks(long atMillis) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            append(partition, atMillis, null, encode(new Tick(Instant.ofEpochMilli(atMillis))));
        }
    }

    /** Of a place, in any partition. */
    void add(int partition, long atMillis, String placeId, byte[] value) {
        append(partition, atMillis, placeId.getBytes(StandardCharsets.UTF_8), value);
    }

    /**
     * @param key null: there is none
     */
    void append(int partition, long atMillis, byte[] key, byte[] value) {
        Origin origin =
                new Origin(
                        partition,
                        nextOffsets[partition]++,
                        key,
                        value,
                        new String[0],
                        new byte[0][]);
        all.add(new SourceRecord(atMillis, true, origin));
        lastMillis = Math.max(lastMillis, atMillis);
    }

    static int partition(String placeId) {
        byte[] bytes = placeId.getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(bytes)) % PARTITIONS;
    }

    static byte[] encode(SpecificRecord record) {
        return WireFormat.encode(schemaId(RecordType.of(record.getSchema())), record);
    }

    /** The schemas of this version by their ids. */
    static Map<Integer, String> schemas() {
        Map<Integer, String> schemas = new TreeMap<>();
        for (RecordType type : RecordType.values()) {
            schemas.put(schemaId(type), type.schema().toString());
        }
        return schemas;
    }

    private static int schemaId(RecordType type) {
        return type.ordinal() + 1;
    }
}
