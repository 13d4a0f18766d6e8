package io.outpost.cli.verify.preference;

import java.util.Arrays;

/**
 * What the nodes of a tree remember of the instants before.
 *
 * @param said by each leaf last
 * @param knownMillis when each leaf's value was known last
 * @param trueSinceMillis since when the part of each duration has been true
 */
record Memory(Truth[] said, long[] knownMillis, long[] trueSinceMillis) {
    static final long NEVER = Long.MIN_VALUE;

    /** Of a version that begins. */
    static Memory nothing(Wish wish) {
        Truth[] said = new Truth[wish.leaves().size()];
        long[] known = new long[said.length];
        long[] since = new long[wish.durations()];
        Arrays.fill(said, Truth.UNKNOWN);
        Arrays.fill(known, NEVER);
        Arrays.fill(since, NEVER);
        return new Memory(said, known, since);
    }

    Memory copy() {
        return new Memory(said.clone(), knownMillis.clone(), trueSinceMillis.clone());
    }

    /** Whether a value has been missing for longer than allowed. */
    boolean isExpired(int leaf, long atMillis, long allowedMillis) {
        return knownMillis[leaf] == NEVER || atMillis > knownMillis[leaf] + allowedMillis;
    }
}
