package io.outpost.operate;

import io.outpost.place.AlertRow;
import io.outpost.place.EpisodeRow;
import io.outpost.place.PlaceRow;
import io.outpost.place.TallyRow;
import io.outpost.place.TransitionRow;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Carries derived rows from the places to the writer of rows. Never part of a savepoint. */
public final class DerivedRowSerializer extends CarriedSerializer<DerivedRow> {
    public static final DerivedRowSerializer INSTANCE = new DerivedRowSerializer();

    private static final int PANE = 0;
    private static final int TRANSITION = 1;
    private static final int EPISODE = 2;
    private static final int ALERT = 3;
    private static final int PLACE = 4;
    private static final int TALLY = 5;

    @Override
    public void serialize(DerivedRow row, DataOutputView out) throws IOException {
        if (row.pane() != null) {
            out.writeByte(PANE);
            PaneRowFields.write(row.pane(), out);
        } else if (row.transition() != null) {
            out.writeByte(TRANSITION);
            write(row.transition(), out);
        } else if (row.episode() != null) {
            out.writeByte(EPISODE);
            write(row.episode(), out);
        } else if (row.alert() != null) {
            out.writeByte(ALERT);
            write(row.alert(), out);
        } else if (row.place() != null) {
            out.writeByte(PLACE);
            write(row.place(), out);
        } else {
            out.writeByte(TALLY);
            write(row.tally(), out);
        }
    }

    @Override
    public DerivedRow deserialize(DataInputView in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case PANE -> DerivedRow.of(PaneRowFields.read(in));
            case TRANSITION -> DerivedRow.of(readTransition(in));
            case EPISODE -> DerivedRow.of(readEpisode(in));
            case ALERT -> DerivedRow.of(readAlert(in));
            case PLACE -> DerivedRow.of(readPlace(in));
            case TALLY -> DerivedRow.of(readTally(in));
            default -> throw new IOException("no kind of row is " + kind);
        };
    }

    private static void write(TransitionRow row, DataOutputView out) throws IOException {
        out.writeUTF(row.placeId());
        out.writeUTF(row.condition());
        out.writeLong(row.atMillis());
        out.writeUTF(row.fromState());
        out.writeUTF(row.state());
        TextFields.writeOptional(row.level(), out);
        TextFields.writeOptional(row.episodeId(), out);
        TextFields.writeDrivers(row.drivers(), out);
        out.writeBoolean(row.retracted());
        out.writeLong(row.revision());
        out.writeLong(row.asOfMillis());
    }

    private static TransitionRow readTransition(DataInputView in) throws IOException {
        return new TransitionRow(
                in.readUTF(),
                in.readUTF(),
                in.readLong(),
                in.readUTF(),
                in.readUTF(),
                TextFields.readOptional(in),
                TextFields.readOptional(in),
                TextFields.readDrivers(in),
                in.readBoolean(),
                in.readLong(),
                in.readLong());
    }

    private static void write(EpisodeRow row, DataOutputView out) throws IOException {
        out.writeUTF(row.episodeId());
        out.writeUTF(row.placeId());
        out.writeUTF(row.condition());
        out.writeLong(row.startedAtMillis());
        out.writeLong(row.endedAtMillis());
        TextFields.writeOptional(row.level(), out);
        TextFields.writeOptional(row.peakLevel(), out);
        out.writeBoolean(row.retracted());
        out.writeLong(row.revision());
        out.writeLong(row.asOfMillis());
    }

    private static EpisodeRow readEpisode(DataInputView in) throws IOException {
        return new EpisodeRow(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                TextFields.readOptional(in),
                TextFields.readOptional(in),
                in.readBoolean(),
                in.readLong(),
                in.readLong());
    }

    private static void write(AlertRow row, DataOutputView out) throws IOException {
        out.writeUTF(row.alertId());
        out.writeUTF(row.episodeId());
        out.writeUTF(row.kind());
        out.writeUTF(row.placeId());
        out.writeUTF(row.subject());
        out.writeLong(row.atMillis());
        out.writeLong(row.startedAtMillis());
        out.writeLong(row.endedAtMillis());
        TextFields.writeOptional(row.level(), out);
        TextFields.writeDrivers(row.drivers(), out);
        out.writeBoolean(row.provisional());
        out.writeLong(row.revision());
        out.writeLong(row.asOfMillis());
    }

    private static AlertRow readAlert(DataInputView in) throws IOException {
        return new AlertRow(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                TextFields.readOptional(in),
                TextFields.readDrivers(in),
                in.readBoolean(),
                in.readLong(),
                in.readLong());
    }

    private static void write(PlaceRow row, DataOutputView out) throws IOException {
        out.writeUTF(row.placeId());
        InboundSerializer.writeVersion(row.version(), out);
        out.writeLong(row.appliedFromMillis());
        out.writeLong(row.revision());
        out.writeLong(row.asOfMillis());
    }

    private static PlaceRow readPlace(DataInputView in) throws IOException {
        return new PlaceRow(
                in.readUTF(),
                InboundSerializer.readVersion(in),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    private static void write(TallyRow row, DataOutputView out) throws IOException {
        out.writeUTF(row.placeId());
        out.writeLong(row.accepted());
        out.writeLong(row.duplicate());
        out.writeLong(row.conflict());
        out.writeLong(row.late());
        out.writeLong(row.rejected());
        out.writeInt(row.waiting());
        out.writeLong(row.hourTierOnly());
        out.writeLong(row.retractions());
        out.writeInt(row.flagged().length);
        for (long flagged : row.flagged()) {
            out.writeLong(flagged);
        }
        out.writeLong(row.clockMillis());
        out.writeInt(row.openPanes());
        out.writeLong(row.revision());
        out.writeLong(row.asOfMillis());
    }

    private static TallyRow readTally(DataInputView in) throws IOException {
        return new TallyRow(
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                readLongs(in),
                in.readLong(),
                in.readInt(),
                in.readLong(),
                in.readLong());
    }

    private static long[] readLongs(DataInputView in) throws IOException {
        long[] longs = new long[in.readInt()];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = in.readLong();
        }
        return longs;
    }

    @Override
    public TypeSerializerSnapshot<DerivedRow> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer; it has no configuration. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<DerivedRow> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
