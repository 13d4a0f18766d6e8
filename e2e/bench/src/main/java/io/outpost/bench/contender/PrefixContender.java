package io.outpost.bench.contender;

import java.util.concurrent.atomic.LongAdder;

/** Counts what a peer has taken that computes a part, or has no rows of ours to count. */
final class PrefixContender implements Contender {
    /** What starts the peer; each record that it has worked through is counted. */
    @FunctionalInterface
    interface Peer {
        void start(Assignment assignment, LongAdder taken) throws Exception;
    }

    /** The engines work with serialized copies, so this is where they and the watcher meet. */
    static final LongAdder TAKEN = new LongAdder();

    private final Assignment assignment;
    private final Peer peer;

    PrefixContender(Assignment assignment, Peer peer) {
        this.assignment = assignment;
        this.peer = peer;
    }

    @Override
    public void start() throws Exception {
        peer.start(assignment, TAKEN);
    }

    @Override
    public long progress() {
        return TAKEN.sum();
    }

    @Override
    public long warm() {
        return assignment.warmRecords();
    }

    @Override
    public long goal() {
        return assignment.records();
    }

    @Override
    public long rows() {
        return SharedRows.rows();
    }

    @Override
    public long digest() {
        return SharedRows.digest();
    }
}
