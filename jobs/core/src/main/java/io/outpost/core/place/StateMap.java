package io.outpost.core.place;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The pieces of one kind of one place, by number: as objects while they are in use, as bytes from
 * then on. {@link #flush} writes them to keyed state: those that have changed with their place, in
 * one value, until they are left alone; then each by itself, once. A hash table with open
 * addressing, at most half full. Not thread-safe.
 */
public final class StateMap<V> {
    /** The bytes of a piece. */
    @FunctionalInterface
    public interface Encoder<V> {
        byte[] encode(V piece) throws Exception;
    }

    /** Where the pieces are stored. */
    public interface Store<V> extends Encoder<V> {
        /**
         * Stores a piece with its place; every time, else it is not there any more.
         *
         * @return how many bytes it takes
         */
        default int putHot(long number, V piece) throws Exception {
            byte[] bytes = encode(piece);
            putHot(number, bytes);
            return bytes.length;
        }

        /** The same of the bytes of a piece. */
        void putHot(long number, byte[] bytes) throws Exception;

        /** Stores a piece by itself. */
        void put(long number, byte[] bytes) throws Exception;

        /** Removes a piece that was stored by itself. */
        void remove(long number) throws Exception;

        /** Removes all that were. */
        void clear() throws Exception;
    }

    private static final int FIRST_SLOTS = 4;
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
    private static final byte USED = 1;
    private static final byte CHANGED = 2;
    private static final byte TAKEN = 4;

    /** Stored with its place. */
    private static final byte HOT = 8;

    /** Stored by itself, as it stands or stood. */
    private static final byte BY_ITSELF = 16;

    /** What a piece takes beside its bytes: slot, headers, and its entry in the state. */
    public static final int BYTES_BESIDE = 100;

    /** By what factor an object is larger than its bytes. */
    private static final int OBJECT_TO_BYTES = 4;

    private final Codec<V> codec;

    /**
     * Beside each number its object, its bytes as they stand in the state, and its marks. An object
     * that has changed lately has no bytes: most are written anew at the next snapshot.
     */
    private long[] numbers = new long[FIRST_SLOTS];

    private Object[] objects = new Object[FIRST_SLOTS];
    private byte[][] stored = new byte[FIRST_SLOTS][];
    private byte[] marks = new byte[FIRST_SLOTS];
    private int size;

    /** What was asked for or kept last, so that asking again looks at nothing else; null: none. */
    private V last;

    private long lastNumber;
    private boolean lastChanged;
    private List<Long> removed = List.of();
    private boolean cleared;

    StateMap(Codec<V> codec) {
        this.codec = codec;
    }

    /** The piece with a number; null when there is none. */
    @SuppressWarnings("unchecked") // only this kind's objects are ever kept
    public V get(long number) {
        if (last != null && lastNumber == number) {
            return last;
        }
        int at = slot(number);
        if (marks[at] == 0) {
            return null;
        }
        marks[at] |= USED;
        if (objects[at] == null) {
            objects[at] = decoded(stored[at]);
        }
        last = (V) objects[at];
        lastNumber = number;
        lastChanged = (marks[at] & CHANGED) != 0;
        return last;
    }

    /** Keeps a piece; one that was changed in place must be put again, else it is not stored. */
    public void put(long number, V piece) {
        if (last == piece && lastNumber == number && lastChanged) {
            return;
        }
        int at = slot(number);
        if (marks[at] == 0) {
            at = insert(number);
        }
        objects[at] = piece;
        marks[at] |= USED | CHANGED;
        last = piece;
        lastNumber = number;
        lastChanged = true;
    }

    public void remove(long number) {
        int at = slot(number);
        if (marks[at] == 0) {
            return;
        }
        if ((marks[at] & BY_ITSELF) != 0) {
            removed = removed.isEmpty() ? new ArrayList<>() : removed;
            removed.add(number);
        }
        last = null;
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
        last = null;
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

    /** Takes up a piece that is stored by itself; before anything else. */
    public void load(long number, byte[] bytes) {
        int at = insert(number);
        stored[at] = bytes;
        marks[at] |= BY_ITSELF;
    }

    /**
     * Takes up a piece that is stored with its place; after those that are stored by themselves.
     */
    public void loadHot(long number, byte[] bytes) {
        int at = slot(number);
        if (marks[at] == 0) {
            at = insert(number);
        }
        stored[at] = bytes;
        marks[at] |= HOT;
    }

    /**
     * Writes what has changed into the store, and evicts the objects that were not used since the
     * last time.
     *
     * @param cools true: what has not changed since the last time is stored by itself from now on
     * @return about how many bytes of memory all pieces take
     */
    public long flush(Store<V> store, boolean cools) throws Exception {
        if (cleared) {
            store.clear();
        }
        cleared = false;
        last = null;
        for (Long number : removed) {
            store.remove(number);
        }
        removed = List.of();
        long bytes = 0;
        for (int at = 0; at < marks.length; at++) {
            if (marks[at] != 0) {
                bytes += BYTES_BESIDE + flush(at, store, cools);
            }
        }
        return bytes;
    }

    @SuppressWarnings("unchecked") // only this kind's objects are ever kept
    private long flush(int at, Store<V> store, boolean cools) throws Exception {
        if ((marks[at] & CHANGED) != 0) {
            stored[at] = null;
            marks[at] = (byte) ((marks[at] & BY_ITSELF) | TAKEN | HOT);
            return (long) OBJECT_TO_BYTES * store.putHot(numbers[at], (V) objects[at]);
        }
        byte[] bytes = bytes(at, store);
        if ((marks[at] & USED) == 0) {
            objects[at] = null;
        }
        if ((marks[at] & HOT) != 0 && cools) {
            store.put(numbers[at], bytes);
            marks[at] = TAKEN | BY_ITSELF;
        } else if ((marks[at] & HOT) != 0) {
            store.putHot(numbers[at], bytes);
        }
        marks[at] &= TAKEN | HOT | BY_ITSELF;
        return (long) bytes.length * (objects[at] == null ? 1 : OBJECT_TO_BYTES);
    }

    /** Of a piece that has not changed. */
    @SuppressWarnings("unchecked") // only this kind's objects are ever kept
    private byte[] bytes(int at, Encoder<V> encoder) throws Exception {
        if (stored[at] == null) {
            stored[at] = encoder.encode((V) objects[at]);
        }
        return stored[at];
    }

    /** Keeps bytes alone of pieces that have not changed; between two flushes without a use. */
    public void evictObjects(Encoder<V> encoder) throws Exception {
        last = null;
        for (int at = 0; at < marks.length; at++) {
            if (marks[at] != 0 && (marks[at] & CHANGED) == 0) {
                bytes(at, encoder);
                objects[at] = null;
            }
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
        int at = home(number);
        while (marks[at] != 0 && numbers[at] != number) {
            at = (at + 1) & (marks.length - 1);
        }
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
