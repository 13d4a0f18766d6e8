package io.outpost.cli.simulate.weather;

import java.nio.charset.StandardCharsets;

/** Numbers that look random and follow from their inputs alone. */
public final class Randomness {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double TWO_POW_MINUS_53 = 0x1.0p-53;

    private Randomness() {}

    /** The finalizer of MurmurHash3: every bit of the input changes half of the output. */
    public static long mix(long value) {
        long z = value + GOLDEN_GAMMA;
        z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }

    public static long mix(long first, long second) {
        return mix(mix(first) + second * GOLDEN_GAMMA);
    }

    public static long mix(long first, long second, long third) {
        return mix(mix(first, second), third);
    }

    public static long of(String text) {
        long hash = 0;
        for (byte letter : text.getBytes(StandardCharsets.UTF_8)) {
            hash = mix(hash, letter);
        }
        return hash;
    }

    /** From a hash to [0, 1). */
    public static double unit(long hash) {
        return (hash >>> 11) * TWO_POW_MINUS_53;
    }

    /** From a hash to [-1, 1). */
    public static double signed(long hash) {
        return 2 * unit(hash) - 1;
    }

    /** From a hash to a whole number in [lowest, highest]. */
    public static long between(long hash, long lowest, long highest) {
        return lowest + Long.remainderUnsigned(hash >>> 1, highest - lowest + 1);
    }
}
