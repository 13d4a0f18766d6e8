package io.outpost.operate;

import io.outpost.flink.TextFields;
import io.outpost.place.DeadLetter;
import io.outpost.place.RejectionReason;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The fields of a dead letter. */
final class DeadLetterFields {
    private DeadLetterFields() {}

    static void write(DeadLetter letter, DataOutput out) throws IOException {
        TextFields.write(letter.reason().name(), out);
        TextFields.write(letter.detail(), out);
        TextFields.writeOrigin(letter.origin(), out);
        TextFields.write(letter.placeId(), out);
        out.writeLong(letter.revision());
        out.writeLong(letter.asOfMillis());
    }

    static DeadLetter read(DataInput in) throws IOException {
        return new DeadLetter(
                RejectionReason.valueOf(TextFields.read(in)),
                TextFields.read(in),
                TextFields.readOrigin(in),
                TextFields.read(in),
                in.readLong(),
                in.readLong());
    }
}
