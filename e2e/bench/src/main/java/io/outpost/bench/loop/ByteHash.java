package io.outpost.bench.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time. */
final class ByteHash {
    static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle FOUR =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    static long of(byte[] bytes, int from, int length) {
        long hash = length;
        int end = from + length;
        int i = from;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            hash = mix(hash ^ (long) EIGHT.get(bytes, i));
        }
        long rest = 0;
        for (; i < end; i++) {
            rest = rest << 8 | (bytes[i] & 0xFF);
        }
        return mix(hash ^ rest);
    }

    static int four(byte[] bytes, int at) {
        return (int) FOUR.get(bytes, at);
    }

    static long eight(byte[] bytes, int at) {
        return (long) EIGHT.get(bytes, at);
    }

    private static long mix(long value) {
        long mixed = value * FACTOR;
        return mixed ^ (mixed >>> 29);
    }
}
