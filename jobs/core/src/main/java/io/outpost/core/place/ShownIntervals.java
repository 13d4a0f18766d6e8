package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The reporting intervals that a sensor has shown, by the hour for which they hold: found when the
 * hour's first observation that declares none comes, and kept while the hour is in the minute tier.
 */
final class ShownIntervals {
    private static final int MOST_KEPT = 4;

    private long[] hours = {};
    private int[] seconds = {};

    /** The interval found for an hour (since 1970), s; -1: none was found yet. */
    int secondsAt(long hour) {
        for (int i = 0; i < hours.length; i++) {
            if (hours[i] == hour) {
                return seconds[i];
            }
        }
        return -1;
    }

    /** Keeps what was found for an hour, and forgets that of the hours up to another. */
    void keep(long hour, int found, long forgetThroughHour) {
        long[] keptHours = new long[MOST_KEPT + 1];
        int[] keptSeconds = new int[MOST_KEPT + 1];
        int kept = 0;
        for (int i = Math.max(0, hours.length - MOST_KEPT); i < hours.length; i++) {
            if (hours[i] > forgetThroughHour) {
                keptHours[kept] = hours[i];
                keptSeconds[kept++] = seconds[i];
            }
        }
        keptHours[kept] = hour;
        keptSeconds[kept++] = found;
        hours = Arrays.copyOf(keptHours, kept);
        seconds = Arrays.copyOf(keptSeconds, kept);
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(hours.length);
        for (int i = 0; i < hours.length; i++) {
            CompactData.writeSigned(out, hours[i]);
            CompactData.writeUnsigned(out, seconds[i]);
        }
    }

    static ShownIntervals read(DataInput in) throws IOException {
        ShownIntervals read = new ShownIntervals();
        read.hours = new long[in.readUnsignedByte()];
        read.seconds = new int[read.hours.length];
        for (int i = 0; i < read.hours.length; i++) {
            read.hours[i] = CompactData.readSigned(in);
            read.seconds[i] = (int) CompactData.readUnsigned(in);
        }
        return read;
    }
}
