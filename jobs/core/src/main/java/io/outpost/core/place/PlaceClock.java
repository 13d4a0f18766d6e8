package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The times of a place: its clock in event time, the number and time of its last event, and how its
 * accepted observations came in.
 */
final class PlaceClock {
    /** A time before there is one. */
    static final long UNSET = Long.MIN_VALUE;

    private static final long LIVE_WITHIN_MILLIS = 60 * 60 * 1000;
    private static final int GAPS = 8;
    private static final int GAPS_NEEDED = 2;
    private static final int GAPS_PER_TIMEOUT = 3;
    private static final long SHORTEST_IDLE_MILLIS = 5_000;
    private static final long LONGEST_IDLE_MILLIS = 10 * 60_000;
    private static final long FIRST_IDLE_MILLIS = 60_000;

    private long millis = UNSET;
    private long revision;
    private long lastEventMillis = UNSET;
    private boolean live;
    private long movedAtMillis = UNSET;
    private long movedEventMillis = UNSET;
    private long shrunkMillis = UNSET;
    private long acceptedAtMillis = UNSET;

    /** The last gaps between accepted observations, ms, the newest overwriting the oldest. */
    private final long[] gapsMillis = new long[GAPS];

    private int gapCount;

    boolean isSet() {
        return millis != UNSET;
    }

    /** Event time, ms: the greatest observedAt accepted; {@link #UNSET} before the first. */
    long millis() {
        return millis;
    }

    /** Number of events so far. */
    long revision() {
        return revision;
    }

    /** Time of the last event, ms; {@link #UNSET} before the first. */
    long lastEventMillis() {
        return lastEventMillis;
    }

    /** True when the observation that last moved the clock was received within an hour. */
    boolean isLive() {
        return live;
    }

    /** When the observation that last moved the clock was received, ms. */
    long movedAtMillis() {
        return movedAtMillis;
    }

    /** When the place shrinks, ms; {@link Place#NONE} when it has, and the clock has not moved. */
    long shrinksAtMillis() {
        return millis == shrunkMillis ? Place.NONE : ClockRules.shrinksAtMillis(movedEventMillis);
    }

    /** Notes that the place shrinks now. */
    void shrink() {
        shrunkMillis = millis;
    }

    /** True when the place has shrunk, and the clock has not moved since. */
    boolean isShrunk() {
        return isSet() && millis == shrunkMillis;
    }

    /** True when an observation is too old for the place. */
    boolean isLate(long observedAtMillis) {
        return isSet() && ClockRules.isLate(millis, shrunkMillis, observedAtMillis);
    }

    /**
     * When a place that is not live counts as idle, unless an observation is accepted before, ms.
     */
    long idleFromMillis() {
        return acceptedAtMillis + idleTimeoutMillis();
    }

    /** Begins the next event. */
    void event(long atMillis) {
        revision++;
        lastEventMillis = atMillis;
    }

    /** Takes up an accepted observation. */
    void observe(long observedAtMillis, long receivedAtMillis) {
        if (acceptedAtMillis != UNSET) {
            gapsMillis[gapCount % GAPS] = receivedAtMillis - acceptedAtMillis;
            // Bounded: only the position in the ring, and whether it is full, matter.
            gapCount = gapCount == 2 * GAPS - 1 ? GAPS : gapCount + 1;
        }
        acceptedAtMillis = receivedAtMillis;
        if (observedAtMillis > millis) {
            millis = observedAtMillis;
            movedAtMillis = receivedAtMillis;
            movedEventMillis = lastEventMillis;
            live = receivedAtMillis - observedAtMillis <= LIVE_WITHIN_MILLIS;
        }
    }

    private long idleTimeoutMillis() {
        if (gapCount < GAPS_NEEDED) {
            return FIRST_IDLE_MILLIS;
        }
        long greatest = 0;
        for (int i = 0; i < Math.min(gapCount, GAPS); i++) {
            greatest = Math.max(greatest, gapsMillis[i]);
        }
        return Math.min(
                Math.max(GAPS_PER_TIMEOUT * greatest, SHORTEST_IDLE_MILLIS), LONGEST_IDLE_MILLIS);
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeSigned(out, millis);
        CompactData.writeUnsigned(out, revision);
        CompactData.writeSigned(out, lastEventMillis);
        out.writeBoolean(live);
        CompactData.writeSigned(out, movedAtMillis);
        CompactData.writeSigned(out, acceptedAtMillis);
        CompactData.writeSigned(out, movedEventMillis);
        CompactData.writeSigned(out, shrunkMillis);
        int gaps = Math.min(gapCount, GAPS);
        out.writeByte(gaps);
        for (int i = gapCount - gaps; i < gapCount; i++) {
            CompactData.writeUnsigned(out, gapsMillis[i % GAPS]);
        }
    }

    static PlaceClock read(DataInput in) throws IOException {
        PlaceClock read = new PlaceClock();
        read.millis = CompactData.readSigned(in);
        read.revision = CompactData.readUnsigned(in);
        read.lastEventMillis = CompactData.readSigned(in);
        read.live = in.readBoolean();
        read.movedAtMillis = CompactData.readSigned(in);
        read.acceptedAtMillis = CompactData.readSigned(in);
        read.movedEventMillis = CompactData.readSigned(in);
        read.shrunkMillis = CompactData.readSigned(in);
        read.gapCount = in.readUnsignedByte();
        for (int i = 0; i < read.gapCount; i++) {
            read.gapsMillis[i] = CompactData.readUnsigned(in);
        }
        return read;
    }
}
