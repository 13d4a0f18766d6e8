package io.outpost.core.place;

import io.outpost.core.weather.Flag;
import io.outpost.core.weather.QualityCheck;
import io.outpost.core.weather.Quantity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What became of the records of a place. Every record is counted once. */
final class Counters {
    long accepted;
    long duplicate;
    long conflict;
    long late;
    long rejected;
    long hourTierOnly;
    long rewrites;

    /** Time of the event that made the first count not emitted yet, ms; Place.NONE: none. */
    long unsentSinceMillis = Place.NONE;

    private long[] flagged = {};

    /** Notes that a count has changed by the event at a time. */
    void changed(long eventMillis) {
        unsentSinceMillis = Math.min(unsentSinceMillis, eventMillis);
    }

    void countFlags(long flags) {
        for (int q = 0; flags != 0 && q < Quantity.COUNT; q++) {
            Flag flag = QualityCheck.flagOf(flags, Quantity.ofCode(q));
            if (flag != null) {
                count(Quantity.ofCode(q), flag, 1);
            }
        }
    }

    /** Counts a flag, or ({@code change} -1) takes back one that was counted before. */
    void count(Quantity quantity, Flag flag, int change) {
        flagged = flagged.length == 0 ? new long[Quantity.COUNT * Flag.COUNT] : flagged;
        flagged[quantity.code() * Flag.COUNT + flag.ordinal()] += change;
    }

    /**
     * Counts by quantity and flag, at quantity x {@link Flag#COUNT} + flag; empty when nothing was
     * flagged.
     */
    long[] flagged() {
        return flagged.clone();
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeUnsigned(out, accepted);
        CompactData.writeUnsigned(out, duplicate);
        CompactData.writeUnsigned(out, conflict);
        CompactData.writeUnsigned(out, late);
        CompactData.writeUnsigned(out, rejected);
        CompactData.writeUnsigned(out, hourTierOnly);
        CompactData.writeUnsigned(out, rewrites);
        CompactData.writeSigned(out, unsentSinceMillis);
        CompactData.writeUnsigned(out, flagged.length);
        for (long count : flagged) {
            CompactData.writeUnsigned(out, count);
        }
    }

    /**
     * Reads what was written.
     *
     * @param flags how many flags there were then
     */
    static Counters read(DataInput in, int flags) throws IOException {
        Counters read = new Counters();
        read.accepted = CompactData.readUnsigned(in);
        read.duplicate = CompactData.readUnsigned(in);
        read.conflict = CompactData.readUnsigned(in);
        read.late = CompactData.readUnsigned(in);
        read.rejected = CompactData.readUnsigned(in);
        read.hourTierOnly = CompactData.readUnsigned(in);
        read.rewrites = CompactData.readUnsigned(in);
        read.unsentSinceMillis = CompactData.readSigned(in);
        int stored = (int) CompactData.readUnsigned(in);
        // Quantities and flags that were added since have no counts yet.
        read.flagged = new long[stored == 0 ? 0 : Quantity.COUNT * Flag.COUNT];
        for (int i = 0; i < stored; i++) {
            read.flagged[i / flags * Flag.COUNT + i % flags] = CompactData.readUnsigned(in);
        }
        return read;
    }
}
