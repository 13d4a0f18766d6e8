package io.outpost.bench.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Number of rows and the sum of their hashes, which does not depend on their order. One thread
 * adds; any may read.
 */
public final class RowTally {
    private static final VarHandle ROWS = handle("rows");
    private static final VarHandle DIGEST = handle("digest");

    @SuppressWarnings("unused") // by handle
    private long rows;

    @SuppressWarnings("unused") // by handle
    private long digest;

    public void add(long rowHash) {
        DIGEST.setOpaque(this, (long) DIGEST.getOpaque(this) + rowHash);
        ROWS.setOpaque(this, (long) ROWS.getOpaque(this) + 1);
    }

    public long rows() {
        return (long) ROWS.getOpaque(this);
    }

    public long digest() {
        return (long) DIGEST.getOpaque(this);
    }

    private static VarHandle handle(String field) {
        try {
            return MethodHandles.lookup().findVarHandle(RowTally.class, field, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
