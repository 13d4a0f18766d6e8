package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The reporting interval of a sensor that does not declare one: the median of the intervals seen,
 * in fixed bins. Only hours that have left the minute horizon are learned, and what they teach
 * applies from then on in event time; so the interval at a given time does not depend on the order
 * of arrival.
 */
final class IntervalHistory {
    /** Bins, s: the intervals at which sensors are made to report. */
    private static final int[] BINS = {
        1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600, 7200, 10800, 21600,
        43200, 86400
    };

    private static final int SECONDS_PER_HOUR = 3600;
    private static final int HOURS_KEPT = 8 * 24;

    private final int[] seen = new int[BINS.length];
    private long lastSecond = Long.MIN_VALUE;
    private long[] fromHours = {};
    private int[] seconds = {};

    /** The interval that applies in an hour (since 1970), s; 0 when none is known yet. */
    int secondsAt(long hour) {
        int at = Arrays.binarySearch(fromHours, hour);
        int step = at >= 0 ? at : -at - 2;
        return step < 0 ? 0 : seconds[step];
    }

    /**
     * Learns a final hour; null: nothing was observed in it. What it teaches applies from {@code
     * fromHour}.
     */
    void learn(long hour, SeenHour observed, long fromHour) {
        if (observed == null) {
            return;
        }
        for (int i = 0; i < observed.size(); i++) {
            long second = hour * SECONDS_PER_HOUR + observed.second(i);
            if (lastSecond != Long.MIN_VALUE && second > lastSecond) {
                count(second - lastSecond);
            }
            lastSecond = second;
        }
        apply(median(), fromHour);
    }

    private void count(long interval) {
        if (interval > BINS[BINS.length - 1]) {
            return;
        }
        int bin = 0;
        while (bin + 1 < BINS.length && interval * interval > (long) BINS[bin] * BINS[bin + 1]) {
            bin++;
        }
        seen[bin]++;
    }

    private int median() {
        int half = (Arrays.stream(seen).sum() + 1) / 2;
        int sum = 0;
        for (int bin = 0; bin < BINS.length; bin++) {
            sum += seen[bin];
            if (sum > 0 && sum >= half) {
                return BINS[bin];
            }
        }
        return 0;
    }

    private void apply(int median, long fromHour) {
        if (median == 0 || secondsAt(fromHour) == median) {
            return;
        }
        int keepFrom = 0;
        while (keepFrom + 1 < fromHours.length && fromHours[keepFrom + 1] < fromHour - HOURS_KEPT) {
            keepFrom++;
        }
        int kept = fromHours.length - keepFrom;
        fromHours =
                Arrays.copyOf(Arrays.copyOfRange(fromHours, keepFrom, fromHours.length), kept + 1);
        seconds = Arrays.copyOf(Arrays.copyOfRange(seconds, keepFrom, seconds.length), kept + 1);
        fromHours[kept] = fromHour;
        seconds[kept] = median;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(seen.length);
        for (int count : seen) {
            CompactData.writeUnsigned(out, count);
        }
        CompactData.writeSigned(out, lastSecond);
        CompactData.writeSortedLongs(out, fromHours);
        for (int interval : seconds) {
            CompactData.writeUnsigned(out, interval);
        }
    }

    static IntervalHistory read(DataInput in) throws IOException {
        IntervalHistory read = new IntervalHistory();
        int bins = in.readUnsignedByte();
        for (int i = 0; i < bins; i++) {
            read.seen[i] = (int) CompactData.readUnsigned(in);
        }
        read.lastSecond = CompactData.readSigned(in);
        read.fromHours = CompactData.readSortedLongs(in);
        read.seconds = new int[read.fromHours.length];
        for (int i = 0; i < read.seconds.length; i++) {
            read.seconds[i] = (int) CompactData.readUnsigned(in);
        }
        return read;
    }
}
