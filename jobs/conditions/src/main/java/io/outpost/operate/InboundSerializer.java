package io.outpost.operate;

import io.outpost.observe.Inbound;
import io.outpost.observe.Rejected;
import io.outpost.observe.RejectionReason;
import io.outpost.place.Origin;
import io.outpost.place.PlaceVersion;
import io.outpost.place.Reading;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Carries inbound records through the exchange, as primitive fields. Never part of a savepoint. */
public final class InboundSerializer extends CarriedSerializer<Inbound> {
    public static final InboundSerializer INSTANCE = new InboundSerializer();

    private static final byte READING = 0;
    private static final byte VERSION = 1;
    private static final byte REJECTED = 2;

    @Override
    public void serialize(Inbound inbound, DataOutputView out) throws IOException {
        if (inbound.reading() != null) {
            out.writeByte(READING);
            writePlace(inbound, out);
            ReadingFields.write(inbound.reading(), out);
        } else if (inbound.version() != null) {
            out.writeByte(VERSION);
            writePlace(inbound, out);
            writeVersion(inbound.version(), out);
        } else {
            out.writeByte(REJECTED);
            writeRejected(inbound.rejected(), out);
        }
    }

    @Override
    public Inbound deserialize(DataInputView in) throws IOException {
        byte kind = in.readByte();
        if (kind == REJECTED) {
            return Inbound.of(readRejected(in));
        }
        long placeKey = in.readLong();
        String placeId = TextFields.read(in);
        long receivedAtMillis = in.readLong();
        Reading reading = kind == READING ? ReadingFields.read(in) : null;
        PlaceVersion version = kind == VERSION ? readVersion(in) : null;
        return new Inbound(placeKey, placeId, receivedAtMillis, reading, version, null);
    }

    private static void writePlace(Inbound inbound, DataOutputView out) throws IOException {
        out.writeLong(inbound.placeKey());
        TextFields.write(inbound.placeId(), out);
        out.writeLong(inbound.receivedAtMillis());
    }

    static void writeVersion(PlaceVersion version, DataOutputView out) throws IOException {
        out.writeUTF(version.name());
        out.writeDouble(version.latitudeDegrees());
        out.writeDouble(version.longitudeDegrees());
        out.writeDouble(version.elevationMetres());
        out.writeUTF(version.timeZone());
        out.writeInt(version.staleAfterSeconds());
        out.writeBoolean(version.removed());
    }

    static PlaceVersion readVersion(DataInputView in) throws IOException {
        return new PlaceVersion(
                in.readUTF(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readUTF(),
                in.readInt(),
                in.readBoolean());
    }

    private static void writeRejected(Rejected rejected, DataOutputView out) throws IOException {
        out.writeUTF(rejected.reason().name());
        out.writeUTF(rejected.detail());
        out.writeUTF(rejected.topic());
        ReadingFields.writeOrigin(rejected.origin(), out);
    }

    private static Rejected readRejected(DataInputView in) throws IOException {
        RejectionReason reason = RejectionReason.valueOf(in.readUTF());
        String detail = in.readUTF();
        String topic = in.readUTF();
        Origin origin = ReadingFields.readOrigin(in);
        return new Rejected(reason, detail, topic, origin);
    }

    @Override
    public TypeSerializerSnapshot<Inbound> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer; it has no configuration. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Inbound> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
