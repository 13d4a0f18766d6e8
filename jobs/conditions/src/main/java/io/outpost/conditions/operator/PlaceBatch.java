package io.outpost.conditions.operator;

import io.outpost.core.place.PlaceInput;
import java.util.Arrays;

/**
 * Records that wait to be applied, handed out place by place: what is read of an active place is
 * spread over some forty cache lines, which one visit fetches once for all of its records. The
 * records of a place stay in their order. Not thread-safe.
 */
final class PlaceBatch {
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private final PlaceInput[] records;
    private int size;

    /** Of each record the number of its place, in order of appearance. */
    private final int[] places;

    /** Of each place where its records end in the order of work. */
    private final int[] ends;

    private final int[] order;

    /** Hash table from a place's id to its number plus one; at most half full. */
    private final String[] keys;

    private final int[] numbers;
    private int placeCount;

    /** Of each place; null: not looked up. */
    private final Visit[] visits;

    /** Receives the records. */
    interface Work {
        void apply(Visit visit, PlaceInput input) throws Exception;
    }

    /**
     * @param capacity records after which it is full, 1 or more
     */
    PlaceBatch(int capacity) {
        int slots = Integer.highestOneBit(capacity) * 4;
        records = new PlaceInput[capacity];
        places = new int[capacity];
        ends = new int[capacity];
        order = new int[capacity];
        keys = new String[slots];
        numbers = new int[slots];
        visits = new Visit[capacity];
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isFull() {
        return size == records.length;
    }

    /** What was kept of a place; null where nothing was. */
    Visit visit(int place) {
        return visits[place];
    }

    void keep(int place, Visit visit) {
        visits[place] = visit;
    }

    /**
     * @param place the number of the record's place
     */
    void add(int place, PlaceInput input) {
        records[size] = input;
        places[size] = place;
        ends[place]++;
        size++;
    }

    /** Hands out all records and is empty then. What is added meanwhile would be lost. */
    void drainTo(Work work) throws Exception {
        arrange();
        for (int i = 0; i < size; i++) {
            work.apply(visits[places[order[i]]], records[order[i]]);
        }
        Arrays.fill(records, 0, size, null);
        Arrays.fill(ends, 0, placeCount, 0);
        Arrays.fill(numbers, 0);
        Arrays.fill(visits, 0, placeCount, null);
        size = 0;
        placeCount = 0;
    }

    /**
     * Sorts by place, by counting; from behind, so that the records of a place keep their order.
     */
    private void arrange() {
        for (int place = 1; place < placeCount; place++) {
            ends[place] += ends[place - 1];
        }
        for (int i = size - 1; i >= 0; i--) {
            order[--ends[places[i]]] = i;
        }
    }

    /** The number of a place within the batch; a place that is new in it is given the next. */
    int numberOf(String placeId) {
        int mask = keys.length - 1;
        int slot = (int) ((placeId.hashCode() * FACTOR) >>> 32) & mask;
        while (numbers[slot] != 0 && !keys[slot].equals(placeId)) {
            slot = (slot + 1) & mask;
        }
        if (numbers[slot] == 0) {
            keys[slot] = placeId;
            numbers[slot] = ++placeCount;
        }
        return numbers[slot] - 1;
    }
}
