package io.outpost.bench.contender;

/** One side of the comparison, in a process of its own. */
interface Contender {
    /** Works the backlog through; may return before it is done, or go on for ever. */
    void start() throws Exception;

    /** How far it is, in the unit of {@link #goal()}. Read by another thread while it works. */
    long progress();

    /** Progress at which the clock starts. */
    long warm();

    /** Progress at which the backlog is done. */
    long goal();

    /** Number of result rows so far. */
    long rows();

    /** Sum of the hashes of the rows so far. */
    long digest();
}
