package io.outpost.core.place;

import io.outpost.core.model.FlowThresholds;
import io.outpost.core.model.LevelThresholds;
import io.outpost.core.model.WaterThresholds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** By what the water of each UTC day is judged: fixed before the first of its hours is stepped. */
final class WaterCalendar {
    /** Days kept: what is judged again, and the days ahead of it. */
    private static final int MOST_DAYS = 10;

    private final List<Entry> entries = new ArrayList<>(MOST_DAYS + 1);

    private record Entry(long epochDay, WaterThresholds thresholds) {}

    /** Adds the days after those that were added before, through one; of many the last. */
    void addThrough(long epochDay, LongFunction<WaterThresholds> thresholds) {
        long next = entries.isEmpty() ? epochDay : entries.get(entries.size() - 1).epochDay() + 1;
        for (long day = Math.max(next, epochDay - MOST_DAYS + 1); day <= epochDay; day++) {
            entries.add(new Entry(day, thresholds.apply(day)));
        }
        while (entries.size() > MOST_DAYS) {
            entries.remove(0);
        }
    }

    /** What holds on a day: that of the latest day not after it that was added. */
    WaterThresholds at(long epochDay) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).epochDay() <= epochDay) {
                return entries.get(i).thresholds();
            }
        }
        return WaterThresholds.DEFAULT;
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeUnsigned(out, entries.size());
        for (Entry entry : entries) {
            CompactData.writeSigned(out, entry.epochDay());
            write(out, entry.thresholds());
        }
    }

    static void write(DataOutput out, WaterThresholds thresholds) throws IOException {
        FlowThresholds flow = thresholds.flow();
        out.writeBoolean(flow.isOwn());
        if (flow.isOwn()) {
            write(out, flow.elevated(), flow.high(), flow.veryHigh());
        }
        LevelThresholds level = thresholds.level();
        out.writeBoolean(level != null);
        if (level != null) {
            write(out, level.elevated(), level.high(), level.veryHigh());
        }
    }

    private static void write(DataOutput out, double... numbers) throws IOException {
        for (double number : numbers) {
            CompactData.writeNumber(out, number);
        }
    }

    static WaterCalendar read(DataInput in) throws IOException {
        WaterCalendar read = new WaterCalendar();
        int size = (int) CompactData.readUnsigned(in);
        for (int i = 0; i < size; i++) {
            long epochDay = CompactData.readSigned(in);
            read.entries.add(new Entry(epochDay, readThresholds(in)));
        }
        return read;
    }

    static WaterThresholds readThresholds(DataInput in) throws IOException {
        return new WaterThresholds(readFlow(in), readLevel(in));
    }

    private static FlowThresholds readFlow(DataInput in) throws IOException {
        return in.readBoolean()
                ? new FlowThresholds(
                        CompactData.readNumber(in),
                        CompactData.readNumber(in),
                        CompactData.readNumber(in),
                        true)
                : FlowThresholds.DEFAULT;
    }

    private static LevelThresholds readLevel(DataInput in) throws IOException {
        return in.readBoolean()
                ? new LevelThresholds(
                        CompactData.readNumber(in),
                        CompactData.readNumber(in),
                        CompactData.readNumber(in))
                : null;
    }
}
