package io.outpost.operate;

import io.outpost.flink.RecordSerializer;
import io.outpost.flink.TextFields;
import io.outpost.place.PlaceInput;
import io.outpost.place.PlaceVersion;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Records on their way to their places, through the exchange. Never part of a savepoint. */
public final class PlaceInputSerializer extends RecordSerializer<PlaceInput> {
    public static final PlaceInputSerializer INSTANCE = new PlaceInputSerializer();

    private static final byte READING = 0;
    private static final byte VERSION = 1;
    private static final byte DEAD_LETTER = 2;

    @Override
    public void serialize(PlaceInput input, DataOutputView out) throws IOException {
        if (input.deadLetter() != null) {
            out.writeByte(DEAD_LETTER);
            DeadLetterFields.write(input.deadLetter(), out);
            return;
        }
        out.writeByte(input.reading() != null ? READING : VERSION);
        TextFields.write(input.placeId(), out);
        if (input.reading() != null) {
            ReadingFields.write(input.reading(), out);
        } else {
            out.writeLong(input.receivedAtMillis());
            writeVersion(input.version(), out);
        }
    }

    @Override
    public PlaceInput deserialize(DataInputView in) throws IOException {
        byte kind = in.readByte();
        if (kind == DEAD_LETTER) {
            return PlaceInput.of(DeadLetterFields.read(in));
        }
        String placeId = TextFields.read(in);
        if (kind == READING) {
            return PlaceInput.of(placeId, ReadingFields.read(in));
        }
        long receivedAtMillis = in.readLong();
        return PlaceInput.of(placeId, readVersion(in), receivedAtMillis);
    }

    static void writeVersion(PlaceVersion version, DataOutputView out) throws IOException {
        TextFields.write(version.name(), out);
        out.writeDouble(version.latitudeDegrees());
        out.writeDouble(version.longitudeDegrees());
        out.writeDouble(version.elevationMetres());
        TextFields.write(version.timeZone(), out);
        out.writeInt(version.staleAfterSeconds());
        out.writeBoolean(version.removed());
    }

    static PlaceVersion readVersion(DataInputView in) throws IOException {
        return new PlaceVersion(
                TextFields.read(in),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                TextFields.read(in),
                in.readInt(),
                in.readBoolean());
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
