package io.outpost.conditions.operator;

import io.outpost.core.place.PlaceInput;
import io.outpost.decode.ObservationLayout;
import io.outpost.decode.RoutedDecoder;
import io.outpost.decode.RoutedRecord;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;

/** Unpacks parcels, one after the other, and decodes what came undecoded. Not thread-safe. */
final class ParcelReader {
    private final DataInputDeserializer bytes = new DataInputDeserializer();
    private final RoutedDecoder decoder;
    private final RejectedCounts rejected;
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
        bytes.setBuffer(parcel.bytes());
        layout = null;
    }

    /** The next record of the parcel, which must have one. */
    PlaceInput next() throws IOException {
        RoutedRecord record = RoutedRecordSerializer.INSTANCE.deserialize(bytes, layout);
        if (record.input() != null) {
            return record.input();
        }
        layout = record.layout();
        PlaceInput input = decoder.decode(record.source(), layout);
        if (input.deadLetter() != null) {
            rejected.count(input.deadLetter().reason());
        }
        return input;
    }
}
