package io.outpost.bench.contender;

import java.util.concurrent.atomic.LongAdder;

/** Counts what a peer has taken that computes a part, or has no rows of ours to count. */
final class PrefixContender implements Contender {
    /** A peer; each record that it has worked through is counted. */
    interface Peer {
        /** May go on until it is stopped. */
        void start(Assignment assignment, LongAdder taken) throws Exception;

        /** Returns when nothing of it runs any more. */
        void stop() throws Exception;
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
    public void stop() throws Exception {
        peer.stop();
        TAKEN.reset();
    }

    @Override
    public long progress() {
        return TAKEN.sum();
    }

    @Override
    public long progressAt(long records) {
        return records;
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
