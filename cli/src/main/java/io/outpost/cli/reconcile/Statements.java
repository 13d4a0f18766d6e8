package io.outpost.cli.reconcile;

import java.util.HexFormat;
import org.apache.avro.specific.SpecificRecord;

/**
 * What messages say, whatever their revision, and the newest revision that says it. A job that goes
 * on from a checkpoint may tell what time brings under another revision than before: the row from
 * before then stays in the table, and the topic says the same under the other one. By 64 bits of a
 * hash, in 16 bytes each, half of the table at most in use.
 */
final class Statements<M extends SpecificRecord> {
    private static final int FIRST_CAPACITY = 1 << 10;

    private final Kind<M> kind;
    private long[] keys = new long[FIRST_CAPACITY];
    private long[] revisions = new long[FIRST_CAPACITY];
    private int size;

    Statements(Kind<M> kind) {
        this.kind = kind;
    }

    void add(M message) {
        long key = key(message);
        int slot = slot(keys, key);
        if (keys[slot] == 0) {
            size++;
        }
        keys[slot] = key;
        revisions[slot] = Math.max(revisions[slot], kind.revision().apply(message));
        if (2 * size > keys.length) {
            grow();
        }
    }

    /** True when one of the same or a later revision says the same. */
    boolean covers(M message) {
        long key = key(message);
        int slot = slot(keys, key);
        return keys[slot] == key && revisions[slot] >= kind.revision().apply(message);
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldRevisions = revisions;
        keys = new long[2 * oldKeys.length];
        revisions = new long[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(keys, oldKeys[i]);
                keys[slot] = oldKeys[i];
                revisions[slot] = oldRevisions[i];
            }
        }
    }

    /** Where it is, or where it would go; 0 marks a free slot. */
    private static int slot(long[] table, long key) {
        int slot = (int) key & (table.length - 1);
        while (table[slot] != 0 && table[slot] != key) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private long key(M message) {
        String hash = Kind.hash(kind.statement().apply(message));
        long key = HexFormat.fromHexDigitsToLong(hash, 0, Long.SIZE / 4);
        return key == 0 ? 1 : key;
    }
}
