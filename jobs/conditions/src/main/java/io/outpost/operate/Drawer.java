package io.outpost.operate;

import io.outpost.place.Shelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The pieces of one kind of one place, in front of Flink's state: as objects while they are in use,
 * as bytes from then on. What has changed goes into the state when it is put back. A hash table
 * with open addressing, at most half full. Not thread-safe.
 */
final class Drawer<V> implements Shelf<V> {
    private static final int FIRST_SLOTS = 4;
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
    private static final byte USED = 1;
    private static final byte CHANGED = 2;
    private static final byte TAKEN = 4;

    private final StateKind kind;

    /** Beside each number its object, its bytes as they stand in the state, and its marks. */
    private long[] numbers = new long[FIRST_SLOTS];

    private Object[] objects = new Object[FIRST_SLOTS];
    private byte[][] stored = new byte[FIRST_SLOTS][];
    private byte[] marks = new byte[FIRST_SLOTS];
    private int size;
    private int lastFound;
    private List<Long> removed = List.of();

    Drawer(StateKind kind) {
        this.kind = kind;
    }

    @Override
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

    @Override
    public void put(long number, V value) {
        int at = slot(number);
        if (marks[at] == 0) {
            at = insert(number);
        }
        objects[at] = value;
        marks[at] = TAKEN | USED | CHANGED;
    }

    @Override
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

    @Override
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

    /** Takes up what the state holds; before anything else. */
    void load(MapState<Long, byte[]> state) throws Exception {
        for (Map.Entry<Long, byte[]> entry : state.entries()) {
            int at = insert(entry.getKey());
            stored[at] = entry.getValue();
        }
    }

    /**
     * Writes what has changed into the state, and lets go of the objects that were not used since
     * the last time.
     */
    void putBack(MapState<Long, byte[]> state, DataOutputSerializer buffer) throws Exception {
        for (Long number : removed) {
            state.remove(number);
        }
        removed = List.of();
        for (int at = 0; at < marks.length; at++) {
            if ((marks[at] & CHANGED) != 0) {
                stored[at] = kind.encode(objects[at], buffer);
                state.put(numbers[at], stored[at]);
            } else if (marks[at] == TAKEN) {
                objects[at] = null;
            }
            marks[at] &= TAKEN;
        }
    }

    private Object decoded(byte[] bytes) {
        try {
            return kind.decode(bytes);
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
