package io.outpost.operate;

import io.outpost.place.Shelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The pieces of one kind of one place, in front of Flink's state: as objects while they are in use,
 * as bytes from then on. What has changed goes into the state when it is put back. Not thread-safe.
 */
final class Drawer<V> implements Shelf<V> {
    private static final int FIRST_CAPACITY = 4;
    private static final byte USED = 1;
    private static final byte CHANGED = 2;

    private final StateKind kind;

    /** Sorted; beside each its object, its bytes as they stand in the state, and its marks. */
    private long[] numbers = new long[FIRST_CAPACITY];

    private Object[] objects = new Object[FIRST_CAPACITY];
    private byte[][] stored = new byte[FIRST_CAPACITY][];
    private byte[] marks = new byte[FIRST_CAPACITY];
    private int size;
    private int lastFound;
    private List<Long> removed = List.of();

    Drawer(StateKind kind) {
        this.kind = kind;
    }

    @Override
    @SuppressWarnings("unchecked") // only this kind's objects are ever kept
    public V get(long number) {
        int at = find(number);
        if (at < 0) {
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
        int found = find(number);
        int at = found >= 0 ? found : insert(-found - 1, number);
        objects[at] = value;
        marks[at] = USED | CHANGED;
    }

    @Override
    public void remove(long number) {
        int at = find(number);
        if (at < 0) {
            return;
        }
        if (stored[at] != null) {
            removed = removed.isEmpty() ? new ArrayList<>() : removed;
            removed.add(number);
        }
        int after = size - at - 1;
        System.arraycopy(numbers, at + 1, numbers, at, after);
        System.arraycopy(objects, at + 1, objects, at, after);
        System.arraycopy(stored, at + 1, stored, at, after);
        System.arraycopy(marks, at + 1, marks, at, after);
        size--;
        objects[size] = null;
        stored[size] = null;
    }

    @Override
    public long[] numbers() {
        return Arrays.copyOf(numbers, size);
    }

    /** Takes up what the state holds; before anything else. */
    void load(MapState<Long, byte[]> state) throws Exception {
        List<Map.Entry<Long, byte[]>> entries = new ArrayList<>();
        for (Map.Entry<Long, byte[]> entry : state.entries()) {
            entries.add(Map.entry(entry.getKey(), entry.getValue()));
        }
        entries.sort(Comparator.comparingLong(Map.Entry::getKey));
        makeRoom(entries.size());
        for (Map.Entry<Long, byte[]> entry : entries) {
            numbers[size] = entry.getKey();
            stored[size] = entry.getValue();
            size++;
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
        for (int at = 0; at < size; at++) {
            if ((marks[at] & CHANGED) != 0) {
                stored[at] = kind.encode(objects[at], buffer);
                state.put(numbers[at], stored[at]);
            } else if (marks[at] == 0) {
                objects[at] = null;
            }
            marks[at] = 0;
        }
    }

    private Object decoded(byte[] bytes) {
        try {
            return kind.decode(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("state cannot be read", e);
        }
    }

    private int find(long number) {
        if (lastFound < size && numbers[lastFound] == number) {
            return lastFound;
        }
        int at = Arrays.binarySearch(numbers, 0, size, number);
        lastFound = Math.max(at, 0);
        return at;
    }

    private int insert(int at, long number) {
        makeRoom(size + 1);
        int after = size - at;
        System.arraycopy(numbers, at, numbers, at + 1, after);
        System.arraycopy(objects, at, objects, at + 1, after);
        System.arraycopy(stored, at, stored, at + 1, after);
        System.arraycopy(marks, at, marks, at + 1, after);
        numbers[at] = number;
        stored[at] = null;
        size++;
        lastFound = at;
        return at;
    }

    private void makeRoom(int wanted) {
        if (wanted > numbers.length) {
            int capacity = Math.max(wanted, numbers.length * 2);
            numbers = Arrays.copyOf(numbers, capacity);
            objects = Arrays.copyOf(objects, capacity);
            stored = Arrays.copyOf(stored, capacity);
            marks = Arrays.copyOf(marks, capacity);
        }
    }
}
