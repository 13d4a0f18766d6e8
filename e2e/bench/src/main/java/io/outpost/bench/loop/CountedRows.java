package io.outpost.bench.loop;

import java.util.function.LongConsumer;

/**
 * Hands on the hashes of the rows that count.
 *
 * @param endMillis rows labelled with this instant or a later one do not
 */
record CountedRows(long endMillis, LongConsumer hashes) {
    void count(long atMillis, long hash) {
        if (atMillis < endMillis) {
            hashes.accept(hash);
        }
    }
}
