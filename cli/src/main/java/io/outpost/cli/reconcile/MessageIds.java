package io.outpost.cli.reconcile;

import java.util.HexFormat;

/**
 * A set of message ids of 128 bits, in 16 bytes each, half of the table at most in use. Ids are
 * hashes already, so their bits are their place.
 */
final class MessageIds {
    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int HEX_DIGITS = 32;

    private long[] words = new long[2 * FIRST_CAPACITY];
    private int size;
    private boolean hasZero;

    /** False when the id was there before. */
    boolean add(String id) {
        long high = half(id, 0);
        long low = half(id, HEX_DIGITS / 2);
        if (high == 0 && low == 0) {
            boolean isNew = !hasZero;
            hasZero = true;
            return isNew;
        }
        int slot = slot(words, high, low);
        if (isUsed(words, slot)) {
            return false;
        }
        put(words, slot, high, low);
        size++;
        if (4L * size > words.length) {
            grow();
        }
        return true;
    }

    boolean contains(String id) {
        long high = half(id, 0);
        long low = half(id, HEX_DIGITS / 2);
        boolean isZero = high == 0 && low == 0;
        return isZero ? hasZero : isUsed(words, slot(words, high, low));
    }

    int size() {
        return hasZero ? size + 1 : size;
    }

    private void grow() {
        long[] larger = new long[2 * words.length];
        for (int slot = 0; slot < words.length; slot += 2) {
            if (isUsed(words, slot)) {
                put(
                        larger,
                        slot(larger, words[slot], words[slot + 1]),
                        words[slot],
                        words[slot + 1]);
            }
        }
        words = larger;
    }

    /** Where the id is, or where it would go; zeros mark a free slot. */
    private static int slot(long[] table, long high, long low) {
        int mask = table.length - 1;
        int slot = (int) (low << 1) & mask;
        while (isUsed(table, slot) && (table[slot] != high || table[slot + 1] != low)) {
            slot = (slot + 2) & mask;
        }
        return slot;
    }

    private static boolean isUsed(long[] table, int slot) {
        return table[slot] != 0 || table[slot + 1] != 0;
    }

    private static void put(long[] table, int slot, long high, long low) {
        table[slot] = high;
        table[slot + 1] = low;
    }

    /** Throws an IllegalArgumentException when it is not an id. */
    private static long half(String id, int from) {
        if (id.length() != HEX_DIGITS) {
            throw new IllegalArgumentException("not an id: " + id);
        }
        return HexFormat.fromHexDigitsToLong(id, from, from + HEX_DIGITS / 2);
    }
}
