package io.outpost.core.place;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The pieces of one kind of one place, by number: as objects while they are in use, as bytes from
 * then on. What has changed is written to keyed state by {@link #flush}. A hash table with open
 * addressing, at most half full. Not thread-safe.
 */
public final class StateMap<V> {
    /** Where the pieces are stored. */
    public interface Store<V> {
        /** Stores a piece; returns its bytes. */
        byte[] put(long number, V piece) throws Exception;

        void remove(long number) throws Exception;

        /** Removes all that is stored. */
        void clear() throws Exception;
    }

    private static final int FIRST_SLOTS = 4;
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
    private static final byte USED = 1;
    private static final byte CHANGED = 2;
    private static final byte TAKEN = 4;

    private final Codec<V> codec;

    /** Beside each number its object, its bytes as they stand in the state, and its marks. */
    private long[] numbers = new long[FIRST_SLOTS];

    private Object[] objects = new Object[FIRST_SLOTS];
    private byte[][] stored = new byte[FIRST_SLOTS][];
    private byte[] marks = new byte[FIRST_SLOTS];
    private int size;
    private int lastFound;
    private List<Long> removed = List.of();
    private boolean cleared;

    StateMap(Codec<V> codec) {
        this.codec = codec;
    }

    /** The piece with a number; null when there is none. */
    @SuppressWarnings("unchecked") // only this kind's objects are ever kept
    public V get(long number) {
        int at = slot(number);
        if (marks[at] == 0) {
            return null;
        }
        marks[at] |= USED;
        if (objects[at] == null) {
            objects[at] = decoded(stored[at]);
        }
        return (V) objects[at];
    }

    /** Keeps a piece; one that was changed in place must be put again, else it is not stored. */
    public void put(long number, V piece) {
        int at = slot(number);
        if (marks[at] == 0) {
            at = insert(number);
        }
        objects[at] = piece;
        marks[at] = TAKEN | USED | CHANGED;
    }

    public void remove(long number) {
        int at = slot(number);
        if (marks[at] == 0) {
            return;
        }
        if (stored[at] != null) {
            removed = removed.isEmpty() ? new ArrayList<>() : removed;
            removed.add(number);
        }
        size--;
        closeGap(at);
    }

    /** Removes all pieces, and gives their room back. */
    public void clear() {
        numbers = new long[FIRST_SLOTS];
        objects = new Object[FIRST_SLOTS];
        stored = new byte[FIRST_SLOTS][];
        marks = new byte[FIRST_SLOTS];
        size = 0;
        lastFound = 0;
        removed = List.of();
        cleared = true;
    }

    /** The numbers of all pieces, in any order. */
    public long[] numbers() {
        long[] all = new long[size];
        int next = 0;
        for (int at = 0; at < marks.length; at++) {
            if (marks[at] != 0) {
                all[next++] = numbers[at];
            }
        }
        return all;
    }

    /** Takes up a piece as it is stored; before anything else. */
    public void load(long number, byte[] bytes) {
        int at = insert(number);
        stored[at] = bytes;
    }

    /**
     * Writes what has changed into the store, and evicts the objects that were not used since the
     * last time.
     */
    @SuppressWarnings("unchecked") // only this kind's objects are ever kept
    public void flush(Store<V> store) throws Exception {
        if (cleared) {
            store.clear();
        }
        cleared = false;
        for (Long number : removed) {
            store.remove(number);
        }
        removed = List.of();
        for (int at = 0; at < marks.length; at++) {
            if ((marks[at] & CHANGED) != 0) {
                stored[at] = store.put(numbers[at], (V) objects[at]);
            } else if (marks[at] == TAKEN) {
                objects[at] = null;
            }
            marks[at] &= TAKEN;
        }
    }

    private V decoded(byte[] bytes) {
        try {
            return codec.reader().read(new BytesInput(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("state cannot be read", e);
        }
    }

    /** Where a number stands, or where it would. */
    private int slot(long number) {
        if (numbers[lastFound] == number && marks[lastFound] != 0) {
            return lastFound;
        }
        int at = home(number);
        while (marks[at] != 0 && numbers[at] != number) {
            at = (at + 1) & (marks.length - 1);
        }
        lastFound = at;
        return at;
    }

    private int home(long number) {
        return (int) ((number * FACTOR) >>> 32) & (marks.length - 1);
    }

    /** Gives a new number a slot. */
    private int insert(long number) {
        if (2 * (size + 1) > marks.length) {
            grow();
        }
        int at = slot(number);
        numbers[at] = number;
        marks[at] = TAKEN;
        size++;
        return at;
    }

    private void grow() {
        long[] oldNumbers = numbers;
        Object[] oldObjects = objects;
        byte[][] oldStored = stored;
        byte[] oldMarks = marks;
        int slots = 2 * oldMarks.length;
        numbers = new long[slots];
        objects = new Object[slots];
        stored = new byte[slots][];
        marks = new byte[slots];
        lastFound = 0;
        for (int from = 0; from < oldMarks.length; from++) {
            if (oldMarks[from] != 0) {
                int at = slot(oldNumbers[from]);
                numbers[at] = oldNumbers[from];
                objects[at] = oldObjects[from];
                stored[at] = oldStored[from];
                marks[at] = oldMarks[from];
            }
        }
    }

    /** Moves those up that would not be found any more across an empty slot. */
    private void closeGap(int emptied) {
        int gap = emptied;
        int mask = marks.length - 1;
        for (int at = (gap + 1) & mask; marks[at] != 0; at = (at + 1) & mask) {
            boolean reachesGap = ((at - home(numbers[at])) & mask) >= ((at - gap) & mask);
            if (reachesGap) {
                numbers[gap] = numbers[at];
                objects[gap] = objects[at];
                stored[gap] = stored[at];
                marks[gap] = marks[at];
                gap = at;
            }
        }
        objects[gap] = null;
        stored[gap] = null;
        marks[gap] = 0;
    }
}
