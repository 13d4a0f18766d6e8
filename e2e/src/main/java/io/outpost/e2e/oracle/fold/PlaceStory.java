package io.outpost.e2e.oracle.fold;

import java.util.List;

/**
 * All that the log says of one place.
 *
 * @param account what became of its records
 * @param accepted its accepted observations, in the order of the log
 * @param scope how much of it the tables must hold
 */
public record PlaceStory(
        String placeId,
        Account account,
        List<Accepted> accepted,
        PlacePanes panes,
        PlaceConditions conditions,
        Scope scope) {

    /**
     * How much the tables must hold.
     *
     * @param revision rows of a higher one are of later records and are not compared
     * @param closedThroughMillis panes that end later may be open and are not compared
     * @param judgedThroughMillis changes of conditions after it may not be told yet
     */
    public record Scope(long revision, long closedThroughMillis, long judgedThroughMillis) {
        /** All of it: nothing is open. */
        public static final Scope ALL = new Scope(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

        /** All of it, but that panes which end later may be open. */
        public static Scope openAfter(long closedThroughMillis) {
            return new Scope(Long.MAX_VALUE, closedThroughMillis, Long.MAX_VALUE);
        }

        /** True when every record of the log counts. */
        public boolean isAll() {
            return revision == Long.MAX_VALUE;
        }

        /** True when no pane may be open. */
        public boolean isClosed() {
            return closedThroughMillis == Long.MAX_VALUE;
        }
    }
}
