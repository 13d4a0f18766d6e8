package io.outpost.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Sensors seen lately, by the bytes that name place and sensor in a message, so that ids that come
 * again and again are read and checked once. Fixed size: sensors that share two slots take turns.
 */
final class SensorIdCache {
    private static final int SLOTS = 1 << 16;
    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[][] names = new byte[SLOTS][];
    private final SensorIds[] sensors = new SensorIds[SLOTS];

    /** The sensor that these bytes name: both ids, each behind its length; null: not seen. */
    SensorIds find(byte[] bytes, int from, int to) {
        int slot = slot(bytes, from, to);
        if (isAt(slot, bytes, from, to)) {
            return sensors[slot];
        }
        return isAt(slot + 1, bytes, from, to) ? sensors[slot + 1] : null;
    }

    /** Keeps what the bytes name, in the place of the one of the two that was kept longer. */
    void keep(byte[] bytes, int from, int to, SensorIds ids) {
        int slot = slot(bytes, from, to);
        names[slot + 1] = names[slot];
        sensors[slot + 1] = sensors[slot];
        names[slot] = Arrays.copyOfRange(bytes, from, to);
        sensors[slot] = ids;
    }

    private boolean isAt(int slot, byte[] bytes, int from, int to) {
        byte[] name = names[slot];
        return name != null && Arrays.equals(name, 0, name.length, bytes, from, to);
    }

    /** The first of the two slots where it may stand. */
    private static int slot(byte[] bytes, int from, int to) {
        return (int) hash(bytes, from, to) & (SLOTS - 2);
    }

    private static long hash(byte[] bytes, int from, int to) {
        long hash = to;
        hash -= from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = IdHash.mix(hash ^ (long) EIGHT.get(bytes, at));
        }
        for (; at < to; at++) {
            hash = hash * 31 + bytes[at];
        }
        return IdHash.mix(hash);
    }
}
