package io.outpost.conditions.operator;

import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceVersion;
import io.outpost.core.preference.PreferenceVersion;
import io.outpost.flink.serializer.ReadingFields;
import io.outpost.flink.serializer.RecordFields;
import io.outpost.flink.serializer.RecordSerializer;
import io.outpost.flink.serializer.TextFields;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Decoded records on their way to their places, in parcels. Never part of a savepoint. */
public final class PlaceInputSerializer extends RecordSerializer<PlaceInput> {
    public static final PlaceInputSerializer INSTANCE = new PlaceInputSerializer();

    private static final byte READING = 0;
    private static final byte VERSION = 1;
    private static final byte DEAD_LETTER = 2;
    private static final byte PREFERENCE = 3;

    private static final RecordFields<DeadLetter> DEAD_LETTERS = RecordFields.of(DeadLetter.class);
    private static final RecordFields<PlaceVersion> VERSIONS = RecordFields.of(PlaceVersion.class);
    private static final RecordFields<PreferenceVersion> PREFERENCES =
            RecordFields.of(PreferenceVersion.class);

    @Override
    public void serialize(PlaceInput input, DataOutputView out) throws IOException {
        if (input.deadLetter() != null) {
            out.writeByte(DEAD_LETTER);
            DEAD_LETTERS.write(input.deadLetter(), out);
            return;
        }
        if (input.reading() != null) {
            out.writeByte(READING);
            TextFields.write(input.placeId(), out);
            ReadingFields.write(input.reading(), out);
            return;
        }
        out.writeByte(input.version() != null ? VERSION : PREFERENCE);
        TextFields.write(input.placeId(), out);
        out.writeLong(input.receivedAtMillis());
        TextFields.writeOrigin(input.origin(), out);
        if (input.version() != null) {
            VERSIONS.write(input.version(), out);
        } else {
            PREFERENCES.write(input.preference(), out);
        }
    }

    @Override
    public PlaceInput deserialize(DataInputView in) throws IOException {
        byte kind = in.readByte();
        if (kind == DEAD_LETTER) {
            return PlaceInput.of(DEAD_LETTERS.read(in));
        }
        String placeId = TextFields.read(in);
        if (kind == READING) {
            return PlaceInput.of(placeId, ReadingFields.read(in));
        }
        long receivedAtMillis = in.readLong();
        Origin origin = TextFields.readOrigin(in);
        return kind == VERSION
                ? PlaceInput.of(placeId, VERSIONS.read(in), receivedAtMillis, origin)
                : PlaceInput.of(placeId, PREFERENCES.read(in), receivedAtMillis, origin);
    }

    @Override
    public TypeSerializerSnapshot<PlaceInput> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer; it has no configuration. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<PlaceInput> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
