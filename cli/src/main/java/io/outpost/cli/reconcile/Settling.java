package io.outpost.cli.reconcile;

/** Whatever makes sure that what the job has emitted so far is decided. */
interface Settling {
    /**
     * Returns when every alert whose row was in Postgres at the call is either on the topic, maybe
     * in a transaction that is still open, or will never come by itself.
     *
     * @param deadlineNanos of System.nanoTime
     */
    void await(long deadlineNanos) throws ReconcileException, InterruptedException;
}
