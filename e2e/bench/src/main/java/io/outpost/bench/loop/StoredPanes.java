package io.outpost.bench.loop;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Rolling panes of one place after another. The newest pane goes with the value of its place; each
 * other one is an entry of a table, written once, when the next one begins.
 */
final class StoredPanes extends RollingPanes {
    private static final int MOST_BYTES = 256;

    private final ByteTable table;
    private final ByteBuffer scratch = ByteBuffer.allocate(MOST_BYTES);
    private long placeHash;

    StoredPanes(int capacity, ByteTable table) {
        super(capacity);
        this.table = table;
    }

    /** From now on they are those of this place. */
    void of(long newPlaceHash) {
        placeHash = newPlaceHash;
    }

    @Override
    void push(long number) {
        if (newest() >= 0) {
            writePane(scratch.clear(), newest());
            byte[] pane = Arrays.copyOf(scratch.array(), scratch.position());
            table.put(ByteTable.key(placeHash, slot(newest())), pane);
        }
        super.push(number);
    }

    @Override
    int at(long pane) {
        if (pane != newest()) {
            byte[] value = table.get(ByteTable.key(placeHash, slot(pane)));
            readPane(ByteBuffer.wrap(value), pane);
        }
        return super.at(pane);
    }
}
