package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The observations that one sensor has delivered for one hour: their seconds, sorted, and
 * fingerprints.
 */
public final class SeenHour {
    public static final Codec<SeenHour> CODEC = new Codec<>(SeenHour::write, SeenHour::read);

    /** What became of an observation. */
    public enum Verdict {
        NEW,
        DUPLICATE,
        CONFLICT
    }

    private static final int FORMAT = 1;
    private static final int FIRST_CAPACITY = 2;

    /** Three bytes are kept: of 17 million conflicts one is taken for a duplicate. */
    private static final int FINGERPRINT = 0xFF_FFFF;

    private int size;
    private char[] seconds;
    private int[] fingerprints;

    public SeenHour() {
        this(0, new char[FIRST_CAPACITY], new int[FIRST_CAPACITY]);
    }

    private SeenHour(int size, char[] seconds, int[] fingerprints) {
        this.size = size;
        this.seconds = seconds;
        this.fingerprints = fingerprints;
    }

    /** Remembers an observation at a second of the hour (0..3599), unless that second is taken. */
    Verdict add(int secondOfHour, int fingerprint) {
        if (size == 0 || seconds[size - 1] < secondOfHour) {
            insert(size, (char) secondOfHour, fingerprint);
            return Verdict.NEW;
        }
        int at = Arrays.binarySearch(seconds, 0, size, (char) secondOfHour);
        if (at >= 0) {
            return fingerprints[at] == (fingerprint & FINGERPRINT)
                    ? Verdict.DUPLICATE
                    : Verdict.CONFLICT;
        }
        insert(-at - 1, (char) secondOfHour, fingerprint);
        return Verdict.NEW;
    }

    int size() {
        return size;
    }

    int second(int i) {
        return seconds[i];
    }

    private void insert(int at, char second, int fingerprint) {
        if (size == seconds.length) {
            seconds = Arrays.copyOf(seconds, size * 2);
            fingerprints = Arrays.copyOf(fingerprints, size * 2);
        }
        System.arraycopy(seconds, at, seconds, at + 1, size - at);
        System.arraycopy(fingerprints, at, fingerprints, at + 1, size - at);
        seconds[at] = second;
        fingerprints[at] = fingerprint & FINGERPRINT;
        size++;
    }

    private void write(DataOutput out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        CompactData.writeUnsigned(out, size);
        int previous = 0;
        for (int i = 0; i < size; i++) {
            CompactData.writeUnsigned(out, seconds[i] - previous);
            out.writeByte(fingerprints[i] >>> 16);
            out.writeShort(fingerprints[i]);
            previous = seconds[i];
        }
    }

    private static SeenHour read(DataInput in) throws IOException {
        CompactData.expectFormat(in, FORMAT, "SeenHour");
        int size = (int) CompactData.readUnsigned(in);
        int capacity = Math.max(size, FIRST_CAPACITY);
        SeenHour hour = new SeenHour(size, new char[capacity], new int[capacity]);
        int previous = 0;
        for (int i = 0; i < size; i++) {
            previous += (int) CompactData.readUnsigned(in);
            hour.seconds[i] = (char) previous;
            hour.fingerprints[i] = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        }
        return hour;
    }
}
