package io.outpost.conditions.operator;

import io.outpost.decode.ObservationLayout;
import io.outpost.decode.RoutedRecord;
import java.io.IOException;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Packs the parcel of one subtask. Not thread-safe. */
final class ParcelWriter {
    /** Half a network buffer. One record may be larger; then it is the last of its parcel. */
    static final int MOST_BYTES = 16 * 1024;

    static final int MOST_RECORDS = 256;

    private static final int MOST_BYTES_KEPT = 4 * MOST_BYTES;

    private final String key;
    private DataOutputSerializer bytes = new DataOutputSerializer(MOST_BYTES);
    private int records;
    private ObservationLayout layout;

    /**
     * @param key of its parcels
     */
    ParcelWriter(String key) {
        this.key = key;
    }

    void add(RoutedRecord routed) throws IOException {
        RoutedRecordSerializer.INSTANCE.serialize(routed, bytes, layout);
        layout = routed.layout() == null ? layout : routed.layout();
        records++;
    }

    boolean isEmpty() {
        return records == 0;
    }

    boolean isFull() {
        return records == MOST_RECORDS || bytes.length() >= MOST_BYTES;
    }

    /** What was packed; the next record begins another parcel. */
    Parcel take() {
        Parcel parcel = new Parcel(key, records, bytes.getCopyOfBuffer());
        if (bytes.getSharedBuffer().length > MOST_BYTES_KEPT) {
            bytes = new DataOutputSerializer(MOST_BYTES);
        }
        bytes.clear();
        records = 0;
        layout = null;
        return parcel;
    }
}
