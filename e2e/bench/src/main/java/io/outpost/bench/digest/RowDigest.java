package io.outpost.bench.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;

/**
 * Number of rows and the sum of their hashes, which does not depend on their order. One thread
 * adds; any may read.
 */
public final class RowDigest {
    private static final VarHandle ROWS = handle("rows");
    private static final VarHandle DIGEST = handle("digest");

    @SuppressWarnings("unused") // by handle
    private long rows;

    @SuppressWarnings("unused") // by handle
    private long digest;

    /** Hash of the last revision of every row that can be corrected, by its key; 0: retracted. */
    private final Map<Long, Long> revisions = new HashMap<>();

    public void add(long rowHash) {
        DIGEST.setOpaque(this, (long) DIGEST.getOpaque(this) + rowHash);
        ROWS.setOpaque(this, (long) ROWS.getOpaque(this) + 1);
    }

    /**
     * A revision of a row that may have been written before: only the last one counts.
     *
     * @param rowHash 0: the row was retracted
     */
    public void revise(long rowKey, long rowHash) {
        Long earlier = revisions.put(rowKey, rowHash);
        long before = earlier == null ? 0 : earlier;
        int more = (rowHash == 0 ? 0 : 1) - (before == 0 ? 0 : 1);
        DIGEST.setOpaque(this, (long) DIGEST.getOpaque(this) + rowHash - before);
        ROWS.setOpaque(this, (long) ROWS.getOpaque(this) + more);
    }

    public long rows() {
        return (long) ROWS.getOpaque(this);
    }

    public long digest() {
        return (long) DIGEST.getOpaque(this);
    }

    private static VarHandle handle(String field) {
        try {
            return MethodHandles.lookup().findVarHandle(RowDigest.class, field, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
