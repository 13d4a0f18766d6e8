package io.outpost.core.place;

import io.outpost.core.preference.Signal;
import io.outpost.core.preference.Statistic;
import io.outpost.core.weather.Quantity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The hours before the start of the hour horizon that spans of preferences reach back to: once per
 * quantity and statistic, for 7 days. About 3 bytes an hour.
 */
final class SpanHours {
    private static final Statistic[] STATISTICS = Statistic.values();
    private static final int LONGEST_HOURS = Signal.LONGEST_SPAN_SECONDS / 3600;

    /** By signal of an hour's pane, then by hour since 1970. */
    private final Map<Signal, TreeMap<Long, Double>> hours = new TreeMap<>(SpanHours::compare);

    /** NaN: it is not known, or was not wanted. */
    double value(Signal ofPane, long hour) {
        Map<Long, Double> values = hours.get(ofPane);
        return values == null ? Double.NaN : values.getOrDefault(hour, Double.NaN);
    }

    /** Takes the value of an hour; NaN takes nothing. */
    void add(Signal ofPane, long hour, double value) {
        if (!Double.isNaN(value)) {
            hours.computeIfAbsent(ofPane, none -> new TreeMap<>()).put(hour, value);
        }
    }

    /** Forgets what nobody wants, and what is behind all spans that begin at an hour or later. */
    void forget(Collection<Signal> wanted, long nextHour) {
        hours.keySet().retainAll(wanted);
        hours.values().forEach(all -> all.headMap(nextHour - LONGEST_HOURS).clear());
        hours.values().removeIf(TreeMap::isEmpty);
    }

    boolean isEmpty() {
        return hours.isEmpty();
    }

    private static int compare(Signal one, Signal other) {
        int byCode = Integer.compare(one.code(), other.code());
        return byCode != 0 ? byCode : one.statistic().compareTo(other.statistic());
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeUnsigned(out, hours.size());
        for (Map.Entry<Signal, TreeMap<Long, Double>> one : hours.entrySet()) {
            out.writeByte(one.getKey().code());
            out.writeByte(one.getKey().statistic().ordinal());
            CompactData.writeUnsigned(out, one.getValue().size());
            long before = 0;
            for (Map.Entry<Long, Double> hour : one.getValue().entrySet()) {
                CompactData.writeUnsigned(out, hour.getKey() - before);
                CompactData.writeNumber(out, hour.getValue());
                before = hour.getKey();
            }
        }
    }

    static SpanHours read(DataInput in) throws IOException {
        SpanHours read = new SpanHours();
        int signals = (int) CompactData.readUnsigned(in);
        for (int i = 0; i < signals; i++) {
            Quantity quantity = Quantity.ofCode(in.readUnsignedByte());
            Signal signal = Signal.measure(quantity, STATISTICS[in.readUnsignedByte()], 0);
            int size = (int) CompactData.readUnsigned(in);
            long hour = 0;
            for (int j = 0; j < size; j++) {
                hour += CompactData.readUnsigned(in);
                read.add(signal, hour, CompactData.readNumber(in));
            }
        }
        return read;
    }
}
