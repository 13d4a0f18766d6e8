package io.outpost.cli.reconcile;

import java.sql.SQLException;

/** The messages of a kind that are in their table. */
interface ResultTable<M> {
    /** Takes each row. */
    interface Reader<M> {
        /** True to read on. */
        boolean row(M message);
    }

    /** Reads the table as it is now, in portions, so that its size does not matter. */
    void read(Reader<M> reader) throws SQLException;
}
