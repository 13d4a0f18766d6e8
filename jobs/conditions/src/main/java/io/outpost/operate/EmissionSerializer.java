package io.outpost.operate;

import io.outpost.flink.RecordSerializer;
import io.outpost.flink.TextFields;
import io.outpost.place.AlertRow;
import io.outpost.place.DeadLetter;
import io.outpost.place.Emission;
import io.outpost.place.EpisodeRow;
import io.outpost.place.LateReading;
import io.outpost.place.PaneRow;
import io.outpost.place.PlaceOutput;
import io.outpost.place.PlaceRow;
import io.outpost.place.TallyRow;
import io.outpost.place.TransitionRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Emissions between tasks, from the places to the sinks. Never part of a savepoint. */
public final class EmissionSerializer extends RecordSerializer<Emission> {
    public static final EmissionSerializer INSTANCE = new EmissionSerializer();

    private static final int PANE = 0;
    private static final int TRANSITION = 1;
    private static final int EPISODE = 2;
    private static final int ALERT = 3;
    private static final int PLACE = 4;
    private static final int TALLY = 5;
    private static final int LATE = 6;
    private static final int DEAD_LETTER = 7;

    /** Writes each kind, with its number before it. */
    private record Writer(DataOutputView out) implements PlaceOutput {
        @Override
        public void pane(PaneRow row) {
            write(PANE, () -> PaneRowFields.write(row, out));
        }

        @Override
        public void transition(TransitionRow row) {
            write(TRANSITION, () -> EmissionSerializer.write(row, out));
        }

        @Override
        public void episode(EpisodeRow row) {
            write(EPISODE, () -> EmissionSerializer.write(row, out));
        }

        @Override
        public void alert(AlertRow row) {
            write(ALERT, () -> EmissionSerializer.write(row, out));
        }

        @Override
        public void tally(TallyRow row) {
            write(TALLY, () -> EmissionSerializer.write(row, out));
        }

        @Override
        public void place(PlaceRow row) {
            write(PLACE, () -> EmissionSerializer.write(row, out));
        }

        @Override
        public void late(LateReading row) {
            write(LATE, () -> EmissionSerializer.write(row, out));
        }

        @Override
        public void rejected(DeadLetter letter) {
            write(DEAD_LETTER, () -> DeadLetterFields.write(letter, out));
        }

        private void write(int kind, Fields fields) {
            try {
                out.writeByte(kind);
                fields.write();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @FunctionalInterface
    private interface Fields {
        void write() throws IOException;
    }

    @Override
    public void serialize(Emission emission, DataOutputView out) throws IOException {
        try {
            emission.to(new Writer(out));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public Emission deserialize(DataInputView in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case PANE -> PaneRowFields.read(in);
            case TRANSITION -> readTransition(in);
            case EPISODE -> readEpisode(in);
            case ALERT -> readAlert(in);
            case PLACE -> readPlace(in);
            case TALLY -> readTally(in);
            case LATE -> readLate(in);
            case DEAD_LETTER -> DeadLetterFields.read(in);
            default -> throw new IOException("no kind of emission is " + kind);
        };
    }

    private static void write(TransitionRow row, DataOutputView out) throws IOException {
        TextFields.write(row.placeId(), out);
        TextFields.write(row.condition(), out);
        out.writeLong(row.atMillis());
        TextFields.write(row.fromState(), out);
        TextFields.write(row.state(), out);
        TextFields.write(row.level(), out);
        TextFields.write(row.episodeId(), out);
        TextFields.writeDrivers(row.drivers(), out);
        out.writeBoolean(row.retracted());
        out.writeLong(row.revision());
        out.writeLong(row.asOfMillis());
    }

    private static TransitionRow readTransition(DataInputView in) throws IOException {
        return new TransitionRow(
                TextFields.read(in),
                TextFields.read(in),
                in.readLong(),
                TextFields.read(in),
                TextFields.read(in),
                TextFields.read(in),
                TextFields.read(in),
                TextFields.readDrivers(in),
                in.readBoolean(),
                in.readLong(),
                in.readLong());
    }

    private static void write(EpisodeRow row, DataOutputView out) throws IOException {
        TextFields.write(row.episodeId(), out);
        TextFields.write(row.placeId(), out);
        TextFields.write(row.condition(), out);
        out.writeLong(row.startedAtMillis());
        out.writeLong(row.endedAtMillis());
        TextFields.write(row.level(), out);
        TextFields.write(row.peakLevel(), out);
        out.writeBoolean(row.retracted());
        out.writeLong(row.revision());
        out.writeLong(row.asOfMillis());
    }

    private static EpisodeRow readEpisode(DataInputView in) throws IOException {
        return new EpisodeRow(
                TextFields.read(in),
                TextFields.read(in),
                TextFields.read(in),
                in.readLong(),
                in.readLong(),
                TextFields.read(in),
                TextFields.read(in),
                in.readBoolean(),
                in.readLong(),
                in.readLong());
    }

    private static void write(AlertRow row, DataOutputView out) throws IOException {
        TextFields.write(row.alertId(), out);
        TextFields.write(row.episodeId(), out);
        TextFields.write(row.kind(), out);
        TextFields.write(row.placeId(), out);
        TextFields.write(row.subject(), out);
        out.writeLong(row.atMillis());
        out.writeLong(row.startedAtMillis());
        out.writeLong(row.endedAtMillis());
        TextFields.write(row.level(), out);
        TextFields.writeDrivers(row.drivers(), out);
        out.writeBoolean(row.provisional());
        out.writeLong(row.revision());
        out.writeLong(row.asOfMillis());
    }

    private static AlertRow readAlert(DataInputView in) throws IOException {
        return new AlertRow(
                TextFields.read(in),
                TextFields.read(in),
                TextFields.read(in),
                TextFields.read(in),
                TextFields.read(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                TextFields.read(in),
                TextFields.readDrivers(in),
                in.readBoolean(),
                in.readLong(),
                in.readLong());
    }

    private static void write(PlaceRow row, DataOutputView out) throws IOException {
        TextFields.write(row.placeId(), out);
        PlaceInputSerializer.writeVersion(row.version(), out);
        out.writeLong(row.appliedFromMillis());
        out.writeLong(row.revision());
        out.writeLong(row.asOfMillis());
    }

    private static PlaceRow readPlace(DataInputView in) throws IOException {
        return new PlaceRow(
                TextFields.read(in),
                PlaceInputSerializer.readVersion(in),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    private static void write(TallyRow row, DataOutputView out) throws IOException {
        TextFields.write(row.placeId(), out);
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
                TextFields.read(in),
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

    private static void write(LateReading row, DataOutputView out) throws IOException {
        TextFields.write(row.placeId(), out);
        TextFields.write(row.sensorId(), out);
        out.writeLong(row.observedAtMillis());
        out.writeLong(row.clockMillis());
        out.writeInt(row.sourcePartition());
        out.writeLong(row.sourceOffset());
        ReadingFields.writeValues(row.values(), out);
        out.writeLong(row.revision());
        out.writeLong(row.asOfMillis());
    }

    private static LateReading readLate(DataInputView in) throws IOException {
        return new LateReading(
                TextFields.read(in),
                TextFields.read(in),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readLong(),
                ReadingFields.readValues(in),
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
    public TypeSerializerSnapshot<Emission> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer; it has no configuration. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Emission> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
