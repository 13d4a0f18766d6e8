package io.outpost.place;

/**
 * Numbered pieces of one place's state, each loaded and stored by itself, so that no store has to
 * move the whole when one piece changes. A value that was changed must be put back.
 */
public interface Shelf<V> {
    /** The piece, or null. */
    V get(long number);

    void put(long number, V value);

    void remove(long number);

    /**
     * The numbers of all pieces, in no order; a copy, so that pieces may be removed while it is
     * walked.
     */
    long[] numbers();
}
