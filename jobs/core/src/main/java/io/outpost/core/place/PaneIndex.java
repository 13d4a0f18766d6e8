package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Which panes of one width are open, which closed ones have changed since their row was emitted,
 * and which have had observations since that windows of closed ones cover.
 */
final class PaneIndex {
    private OpenPanes open = new OpenPanes();
    private SortedStarts changed = new SortedStarts();
    private SortedStarts reaching = new SortedStarts();
    private long closedThroughMillis = Long.MIN_VALUE;

    /**
     * Notes that an observation or rain was added to a pane.
     *
     * @param isNew true: it was empty before, and is open now
     * @return true when the pane has closed before
     */
    boolean note(long startMillis, boolean isNew, long receivedAtMillis) {
        if (isNew) {
            open.add(startMillis, receivedAtMillis);
            return false;
        }
        if (open.contains(startMillis)) {
            return false;
        }
        changed.add(startMillis);
        return true;
    }

    /** Notes that windows of closed panes cover an observation that came to this pane. */
    void noteReaching(long startMillis) {
        reaching.add(startMillis);
    }

    /** Start of the earliest open pane; Long.MAX_VALUE when none is open. */
    long firstOpenMillis() {
        return open.first();
    }

    /** Earliest time at which an open pane is due in a live place, ms; Long.MAX_VALUE: none. */
    long firstDueMillis(PaneWidth width) {
        return open.firstDueMillis(width.millis());
    }

    boolean isOpen(long startMillis) {
        return open.contains(startMillis);
    }

    int openCount() {
        return open.size();
    }

    boolean hasChanged() {
        return !changed.isEmpty() || !reaching.isEmpty();
    }

    /** Start of the latest pane that was closed; Long.MIN_VALUE when none was. */
    long closedThroughMillis() {
        return closedThroughMillis;
    }

    /** Start of the pane after the latest that was closed; Long.MIN_VALUE when none was. */
    long afterClosedMillis(PaneWidth width) {
        return closedThroughMillis == Long.MIN_VALUE
                ? closedThroughMillis
                : closedThroughMillis + width.millis();
    }

    /** Closes all open panes up to and including a start; hands out what is to be emitted. */
    Due closeThrough(long lastStartMillis) {
        return due(open.takeThrough(lastStartMillis));
    }

    /** Closes the open panes that are due in a live place; hands out what is to be emitted. */
    Due closeDue(long atMillis, PaneWidth width) {
        return due(open.takeDue(atMillis, width.millis()));
    }

    private Due due(long[] closing) {
        Due all =
                new Due(
                        closing,
                        changed.takeThrough(Long.MAX_VALUE),
                        reaching.takeThrough(Long.MAX_VALUE),
                        closedThroughMillis);
        if (closing.length > 0) {
            closedThroughMillis = Math.max(closedThroughMillis, closing[closing.length - 1]);
        }
        return all;
    }

    /**
     * Panes whose rows are to be emitted, sorted.
     *
     * @param closing panes that close now
     * @param changed panes that had closed before and have changed since
     * @param reaching panes with observations that windows of panes closed before cover
     * @param closedBeforeMillis start of the latest pane that had closed before
     */
    record Due(long[] closing, long[] changed, long[] reaching, long closedBeforeMillis) {
        boolean isEmpty() {
            return closing.length == 0 && changed.length == 0 && reaching.length == 0;
        }

        boolean closes(long startMillis) {
            return Arrays.binarySearch(closing, startMillis) >= 0;
        }

        /** True when the row of a pane that had closed before has changed, itself or its window. */
        boolean isChanged(long startMillis, long windowMillis) {
            return Arrays.binarySearch(changed, startMillis) >= 0
                    || isReached(startMillis, windowMillis);
        }

        private boolean isReached(long startMillis, long windowMillis) {
            int at = Arrays.binarySearch(reaching, startMillis);
            int latest = at >= 0 ? at : -at - 2;
            return latest >= 0 && reaching[latest] > startMillis - windowMillis;
        }

        /**
         * Earliest pane from which on all must be judged again; Long.MAX_VALUE: none, what closes
         * follows what had closed.
         */
        long judgedAgainFromMillis() {
            long first = reaching.length > 0 ? reaching[0] : Long.MAX_VALUE;
            boolean closesBehind = closing.length > 0 && closing[0] < closedBeforeMillis;
            return closesBehind ? Math.min(first, closing[0]) : first;
        }
    }

    void write(DataOutput out) throws IOException {
        open.write(out);
        changed.write(out);
        reaching.write(out);
        CompactData.writeSigned(out, closedThroughMillis);
    }

    static PaneIndex read(DataInput in) throws IOException {
        PaneIndex read = new PaneIndex();
        read.open = OpenPanes.read(in);
        read.changed = SortedStarts.read(in);
        read.reaching = SortedStarts.read(in);
        read.closedThroughMillis = CompactData.readSigned(in);
        return read;
    }
}
