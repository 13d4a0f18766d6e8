package io.outpost.cli.replay.ledger;

import java.util.ArrayList;
import java.util.List;

/** Offsets of one partition that grow, kept as ranges. Not thread-safe. */
public final class OffsetRanges {
    private final List<long[]> ranges = new ArrayList<>();

    /**
     * Adds one.
     *
     * @param offset greater than all before
     */
    public void add(long offset) {
        if (!ranges.isEmpty()) {
            long[] last = ranges.get(ranges.size() - 1);
            if (offset == last[1] + 1) {
                last[1] = offset;
                return;
            }
            if (offset <= last[1]) {
                throw new IllegalArgumentException(offset + " after " + last[1]);
            }
        }
        ranges.add(new long[] {offset, offset});
    }

    public boolean contains(long offset) {
        int low = 0;
        int high = ranges.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long[] range = ranges.get(middle);
            if (offset < range[0]) {
                high = middle - 1;
            } else if (offset > range[1]) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    public long first() {
        return ranges.get(0)[0];
    }

    public long last() {
        return ranges.get(ranges.size() - 1)[1];
    }
}
