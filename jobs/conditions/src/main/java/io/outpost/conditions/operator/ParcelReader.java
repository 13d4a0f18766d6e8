package io.outpost.conditions.operator;

import io.outpost.core.place.PlaceInput;
import io.outpost.decode.ObservationLayout;
import io.outpost.decode.RoutedDecoder;
import io.outpost.decode.RoutedRecord;
import io.outpost.decode.SourceRecord;
import io.outpost.flink.serializer.SharedBytes;
import java.io.IOException;

/**
 * Unpacks parcels, one after the other, and decodes what came undecoded. Keys and values stay in
 * the bytes of their parcel. Not thread-safe.
 */
final class ParcelReader {
    private final RoutedDecoder decoder;
    private final RejectedCounts rejected;
    private SharedBytes bytes;
    private ObservationLayout layout;

    /**
     * @param rejected counts the dead letters that are made here
     */
    ParcelReader(RoutedDecoder decoder, RejectedCounts rejected) {
        this.decoder = decoder;
        this.rejected = rejected;
    }

    /** Begins with the records of a parcel. */
    void open(Parcel parcel) {
        bytes = new SharedBytes(parcel.bytes());
        layout = null;
    }

    /** The next record of the parcel, which must have one. */
    PlaceInput next() throws IOException {
        RoutedRecord record = RoutedRecordSerializer.INSTANCE.deserialize(bytes, layout);
        if (record.input() != null) {
            return record.input();
        }
        layout = record.layout();
        SourceRecord source = record.source();
        PlaceInput input = decoder.decode(source.receivedAtMillis(), source.origin(), layout);
        if (input.deadLetter() != null) {
            rejected.count(input.deadLetter().reason());
        }
        return input;
    }
}
