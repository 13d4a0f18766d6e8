package io.outpost.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The parameters of a place that its conditions depend on. Immutable; remembers the version before,
 * for panes from before the time that this one applies from.
 */
final class Parameters {
    private static final long SHORTEST_STALE_AFTER_MILLIS = 120_000;

    private final long staleAfterMillis;
    private final long appliedFromMillis;
    private final long staleAfterMillisBefore;

    /** The defaults of a place that is not known yet. */
    static final Parameters DEFAULT = new Parameters(0, Long.MIN_VALUE, 0);

    private Parameters(long staleAfterMillis, long appliedFromMillis, long staleAfterMillisBefore) {
        this.staleAfterMillis = staleAfterMillis;
        this.appliedFromMillis = appliedFromMillis;
        this.staleAfterMillisBefore = staleAfterMillisBefore;
    }

    /**
     * The next version.
     *
     * @param newStaleAfterMillis 0: the job's default
     * @param fromMillis first pane that it applies to; Long.MIN_VALUE: to all
     */
    Parameters next(long newStaleAfterMillis, long fromMillis) {
        return new Parameters(newStaleAfterMillis, fromMillis, staleAfterMillis);
    }

    /** The silence allowed at a pane, ms. */
    long staleAfterMillis(long paneStartMillis, long defaultMillis) {
        long own = paneStartMillis >= appliedFromMillis ? staleAfterMillis : staleAfterMillisBefore;
        return own == 0 ? defaultMillis : Math.max(own, SHORTEST_STALE_AFTER_MILLIS);
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeUnsigned(out, staleAfterMillis);
        CompactData.writeSigned(out, appliedFromMillis);
        CompactData.writeUnsigned(out, staleAfterMillisBefore);
    }

    static Parameters read(DataInput in) throws IOException {
        return new Parameters(
                CompactData.readUnsigned(in),
                CompactData.readSigned(in),
                CompactData.readUnsigned(in));
    }
}
