package io.outpost.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Which panes of one tier are open, and which closed ones have changed since they were written out.
 */
final class PaneBook {
    private Starts open = new Starts();
    private Starts changed = new Starts();
    private long closedThroughMillis = Long.MIN_VALUE;

    /** Notes that a pane has changed; {@code isNew}: it was empty before. */
    void note(long startMillis, boolean isNew) {
        if (isNew) {
            open.add(startMillis);
        } else if (!open.contains(startMillis)) {
            changed.add(startMillis);
        }
    }

    /** Start of the earliest open pane; Long.MAX_VALUE when none is open. */
    long firstOpenMillis() {
        return open.first();
    }

    boolean isOpen(long startMillis) {
        return open.contains(startMillis);
    }

    int openCount() {
        return open.size();
    }

    boolean hasChanged() {
        return !changed.isEmpty();
    }

    /** Start of the latest pane that was closed; Long.MIN_VALUE when none was. */
    long closedThroughMillis() {
        return closedThroughMillis;
    }

    /** Closes all open panes up to and including a start, and hands out what is to be written. */
    Due close(long lastStartMillis) {
        long[] due = open.takeThrough(lastStartMillis);
        Due all = new Due(due, changed.takeThrough(Long.MAX_VALUE), closedThroughMillis);
        if (due.length > 0) {
            closedThroughMillis = Math.max(closedThroughMillis, due[due.length - 1]);
        }
        return all;
    }

    /**
     * Panes to write out, sorted.
     *
     * @param closing panes that close now
     * @param changed panes that had closed before and have changed since
     * @param closedBeforeMillis start of the latest pane that had closed before
     */
    record Due(long[] closing, long[] changed, long closedBeforeMillis) {
        boolean isEmpty() {
            return closing.length == 0 && changed.length == 0;
        }

        /**
         * Earliest pane whose change touches what later panes had told; Long.MAX_VALUE when there
         * is none.
         */
        long firstTouchedMillis() {
            long first = changed.length > 0 ? changed[0] : Long.MAX_VALUE;
            boolean closesLate = closing.length > 0 && closing[0] < closedBeforeMillis;
            return closesLate ? Math.min(first, closing[0]) : first;
        }

        /** Latest such pane; Long.MIN_VALUE when there is none. */
        long lastTouchedMillis() {
            long last = changed.length > 0 ? changed[changed.length - 1] : Long.MIN_VALUE;
            for (long start : closing) {
                last = start < closedBeforeMillis ? Math.max(last, start) : last;
            }
            return last;
        }
    }

    PaneBook copy() {
        PaneBook copy = new PaneBook();
        copy.open = open.copy();
        copy.changed = changed.copy();
        copy.closedThroughMillis = closedThroughMillis;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        open.write(out);
        changed.write(out);
        CompactData.writeSigned(out, closedThroughMillis);
    }

    static PaneBook read(DataInput in) throws IOException {
        PaneBook read = new PaneBook();
        read.open = Starts.read(in);
        read.changed = Starts.read(in);
        read.closedThroughMillis = CompactData.readSigned(in);
        return read;
    }
}
