package io.outpost.bench.contender;

/** One side of the comparison, over one pass of the backlog. */
interface Contender {
    /** Works the backlog through; may return before it is done, or go on until it is stopped. */
    void start() throws Exception;

    /** Ends what was started; after it, nothing of this pass counts or runs any more. */
    void stop() throws Exception;

    /** How far it is, in a unit of its own. Read by another thread while it works. */
    long progress();

    /** The progress at which so many of the records of this pass are done. */
    long progressAt(long records);

    /** Number of result rows so far. */
    long rows();

    /** Sum of the hashes of the rows so far. */
    long digest();
}
