package io.outpost.core.place;

import io.outpost.core.model.FlowThresholds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** By what the flow of each UTC day is judged: fixed before the first of its hours is stepped. */
final class FlowCalendar {
    /** Days kept: what is judged again, and the days ahead of it. */
    private static final int MOST_DAYS = 10;

    private final List<Entry> entries = new ArrayList<>(MOST_DAYS + 1);

    private record Entry(long epochDay, FlowThresholds thresholds) {}

    /** Adds the days after those that were added before, through one; of many the last. */
    void addThrough(long epochDay, LongFunction<FlowThresholds> thresholds) {
        long next = entries.isEmpty() ? epochDay : entries.get(entries.size() - 1).epochDay() + 1;
        for (long day = Math.max(next, epochDay - MOST_DAYS + 1); day <= epochDay; day++) {
            entries.add(new Entry(day, thresholds.apply(day)));
        }
        while (entries.size() > MOST_DAYS) {
            entries.remove(0);
        }
    }

    /** What holds on a day: that of the latest day not after it that was added. */
    FlowThresholds at(long epochDay) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).epochDay() <= epochDay) {
                return entries.get(i).thresholds();
            }
        }
        return FlowThresholds.DEFAULT;
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeUnsigned(out, entries.size());
        for (Entry entry : entries) {
            CompactData.writeSigned(out, entry.epochDay());
            FlowThresholds thresholds = entry.thresholds();
            out.writeBoolean(thresholds.isOwn());
            if (thresholds.isOwn()) {
                CompactData.writeNumber(out, thresholds.elevated());
                CompactData.writeNumber(out, thresholds.high());
                CompactData.writeNumber(out, thresholds.veryHigh());
            }
        }
    }

    static FlowCalendar read(DataInput in) throws IOException {
        FlowCalendar read = new FlowCalendar();
        int size = (int) CompactData.readUnsigned(in);
        for (int i = 0; i < size; i++) {
            read.entries.add(new Entry(CompactData.readSigned(in), readThresholds(in)));
        }
        return read;
    }

    private static FlowThresholds readThresholds(DataInput in) throws IOException {
        return in.readBoolean()
                ? new FlowThresholds(
                        CompactData.readNumber(in),
                        CompactData.readNumber(in),
                        CompactData.readNumber(in),
                        true)
                : FlowThresholds.DEFAULT;
    }
}
