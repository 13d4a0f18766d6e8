package io.outpost.bench.contender;

/** One side of the comparison, over one pass of the backlog. */
interface Contender {
    /** Processes the backlog; may return before it is done, or run until it is stopped. */
    void run() throws Exception;

    /** Ends the pass; after it, nothing of this pass counts or runs any more. */
    void stop() throws Exception;

    /** How far it is, in a unit that the contender chooses. Read by another thread meanwhile. */
    default long progress() {
        return SharedCounts.processed();
    }

    /** The progress at which so many of the records of this pass are done. */
    default long progressAt(long records) {
        return records;
    }

    /** Number of result rows so far. */
    default long rows() throws Exception {
        return SharedCounts.rows();
    }
}
