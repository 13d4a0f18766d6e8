package io.outpost.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Event time of a place: the greatest observedAt accepted so far, and how far its records have
 * come.
 */
final class PlaceClock {
    /** The clock before the first observation. */
    static final long UNSET = Long.MIN_VALUE;

    private static final long LIVE_WITHIN_MILLIS = 60 * 60 * 1000;

    private long millis = UNSET;
    private long revision;
    private long asOfMillis;
    private boolean live;

    boolean isSet() {
        return millis != UNSET;
    }

    /** Event time, ms; {@link #UNSET} before the first observation. */
    long millis() {
        return millis;
    }

    /**
     * Number of records applied so far; a closing by silence counts as one, so that it only grows.
     */
    long revision() {
        return revision;
    }

    /** When the broker received the newest record applied. */
    long asOfMillis() {
        return asOfMillis;
    }

    /** True when the newest observation was received within an hour of being observed. */
    boolean isLive() {
        return live;
    }

    void observe(long observedAtMillis, long receivedAtMillis) {
        apply(receivedAtMillis);
        if (observedAtMillis > millis) {
            millis = observedAtMillis;
            live = receivedAtMillis - observedAtMillis <= LIVE_WITHIN_MILLIS;
        }
    }

    void apply(long receivedAtMillis) {
        revision++;
        asOfMillis = Math.max(asOfMillis, receivedAtMillis);
    }

    void applySilence() {
        revision++;
    }

    PlaceClock copy() {
        PlaceClock copy = new PlaceClock();
        copy.millis = millis;
        copy.revision = revision;
        copy.asOfMillis = asOfMillis;
        copy.live = live;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeSigned(out, millis);
        CompactData.writeUnsigned(out, revision);
        CompactData.writeSigned(out, asOfMillis);
        out.writeBoolean(live);
    }

    static PlaceClock read(DataInput in) throws IOException {
        PlaceClock read = new PlaceClock();
        read.millis = CompactData.readSigned(in);
        read.revision = CompactData.readUnsigned(in);
        read.asOfMillis = CompactData.readSigned(in);
        read.live = in.readBoolean();
        return read;
    }
}
