package io.outpost.core.place;

import io.outpost.core.model.MonthlyBins;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How what was learned is stored; parts of values that carry the version of the format. */
final class MonthlyBinsCodec {
    private MonthlyBinsCodec() {}

    /** Of each month how many bins, then of each that has hours its distance and its count. */
    static void write(DataOutput out, MonthlyBins bins) throws IOException {
        for (int month = 0; month < MonthlyBins.MONTHS; month++) {
            int[] counts = bins.counts(month);
            CompactData.writeUnsigned(out, counts == null ? 0 : used(counts));
            int previous = 0;
            for (int bin = 0; counts != null && bin < counts.length; bin++) {
                if (counts[bin] > 0) {
                    CompactData.writeUnsigned(out, bin - previous);
                    CompactData.writeUnsigned(out, counts[bin]);
                    previous = bin;
                }
            }
        }
    }

    /** Into bins that have learned nothing. */
    static void read(DataInput in, MonthlyBins bins) throws IOException {
        for (int month = 0; month < MonthlyBins.MONTHS; month++) {
            int used = (int) CompactData.readUnsigned(in);
            int[] counts = used == 0 ? null : new int[bins.size()];
            int bin = 0;
            for (int i = 0; i < used; i++) {
                bin += (int) CompactData.readUnsigned(in);
                counts[bin] = (int) CompactData.readUnsigned(in);
            }
            bins.keep(month, counts);
        }
    }

    private static int used(int[] counts) {
        int used = 0;
        for (int count : counts) {
            used += count > 0 ? 1 : 0;
        }
        return used;
    }
}
