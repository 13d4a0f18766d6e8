package io.outpost.conditions.operator;

import io.outpost.core.place.PaneRow;
import io.outpost.core.place.PaneWidth;
import io.outpost.core.place.RollingMeans;
import io.outpost.flink.serializer.TextFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The fields of a row of a pane. */
final class PaneRowFields {
    private static final PaneWidth[] WIDTHS = PaneWidth.values();

    private PaneRowFields() {}

    static void write(PaneRow row, DataOutputView out) throws IOException {
        TextFields.write(row.placeId(), out);
        out.writeByte(row.width().ordinal());
        out.writeLong(row.startMillis());
        out.writeInt(row.observations());
        out.writeDouble(row.coverage());
        out.writeInt(row.quantities());
        out.writeInt(row.counts().length);
        for (int i = 0; i < row.counts().length; i++) {
            out.writeInt(row.counts()[i]);
            out.writeDouble(row.mins()[i]);
            out.writeDouble(row.maxs()[i]);
            out.writeDouble(row.sums()[i]);
        }
        out.writeInt(row.rainCount());
        out.writeDouble(row.rainTotalMillimetres());
        out.writeInt(row.rolling().length);
        for (RollingMeans means : row.rolling()) {
            write(means, out);
        }
        out.writeLong(row.revision());
        out.writeLong(row.asOfMillis());
    }

    static PaneRow read(DataInputView in) throws IOException {
        String placeId = TextFields.read(in);
        PaneWidth width = WIDTHS[in.readByte()];
        long startMillis = in.readLong();
        int observations = in.readInt();
        double coverage = in.readDouble();
        int channels = in.readInt();
        int[] counts = new int[in.readInt()];
        double[] mins = new double[counts.length];
        double[] maxs = new double[counts.length];
        double[] sums = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.readInt();
            mins[i] = in.readDouble();
            maxs[i] = in.readDouble();
            sums[i] = in.readDouble();
        }
        return new PaneRow(
                placeId,
                width,
                startMillis,
                observations,
                coverage,
                channels,
                counts,
                mins,
                maxs,
                sums,
                in.readInt(),
                in.readDouble(),
                readRolling(in),
                in.readLong(),
                in.readLong());
    }

    private static void write(RollingMeans means, DataOutputView out) throws IOException {
        out.writeInt(means.windowSeconds());
        out.writeInt(means.counts().length);
        for (int i = 0; i < means.counts().length; i++) {
            out.writeInt(means.counts()[i]);
            out.writeDouble(means.means()[i]);
            out.writeDouble(means.coverages()[i]);
        }
        out.writeDouble(means.coverage());
    }

    private static RollingMeans[] readRolling(DataInputView in) throws IOException {
        RollingMeans[] rolling = new RollingMeans[in.readInt()];
        for (int i = 0; i < rolling.length; i++) {
            rolling[i] = readMeans(in);
        }
        return rolling;
    }

    private static RollingMeans readMeans(DataInputView in) throws IOException {
        int windowSeconds = in.readInt();
        int[] counts = new int[in.readInt()];
        double[] means = new double[counts.length];
        double[] coverages = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.readInt();
            means[i] = in.readDouble();
            coverages[i] = in.readDouble();
        }
        return new RollingMeans(windowSeconds, counts, means, in.readDouble(), coverages);
    }
}
