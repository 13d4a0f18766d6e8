package io.outpost.core.preference;

import io.outpost.core.preference.CompiledPreference.Kind;
import io.outpost.core.preference.CompiledPreference.Node;

/**
 * Works out what a preference says at an instant. Nothing is allocated for it. Not thread-safe: it
 * keeps what the nodes said last.
 */
final class Evaluator {
    private static final Kind[] KINDS = Kind.values();

    /** No {@link Truth}: a value is not known. */
    private static final byte MISSING = -1;

    private final CompiledLeaf[] leaves;
    private final Node[] nodes;
    private final byte[] kinds;
    private final int[] numbers;
    private final int[] sizes;
    private final byte[] truths;

    Evaluator(CompiledPreference compiled) {
        leaves = compiled.leaves();
        nodes = compiled.nodes();
        kinds = new byte[nodes.length];
        numbers = new int[nodes.length];
        sizes = new int[nodes.length];
        truths = new byte[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            kinds[i] = (byte) nodes[i].kind().ordinal();
            numbers[i] = nodes[i].number();
            sizes[i] = nodes[i].size();
        }
    }

    /** What it says at the end of a pane; the state takes it up. */
    byte judge(PreferenceState state, JudgedPane pane) {
        double[] values = pane.values();
        for (int i = 0; i < leaves.length; i++) {
            byte before = state.truths[i];
            byte now = leaves[i].judge(values, before, MISSING);
            if (now != MISSING) {
                state.truths[i] = now;
                state.knownAtMillis[i] = pane.lastObservedAtMillis();
            } else {
                passWithout(state, i, pane.lastObservedAtMillis() - 1, pane.staleAfterMillis());
            }
        }
        return settle(state, pane.atMillis());
    }

    /** What it says at an instant at which nothing was observed; the state takes it up. */
    byte judgeSilence(PreferenceState state, long atMillis, long staleAfterMillis) {
        for (int i = 0; i < leaves.length; i++) {
            passWithout(state, i, atMillis, staleAfterMillis);
        }
        return settle(state, atMillis);
    }

    private void passWithout(
            PreferenceState state, int leaf, long atMillis, long staleAfterMillis) {
        boolean isStale = state.knownAtMillis[leaf] + staleAfterMillis <= atMillis;
        if (isStale && !leaves[leaf].keepsLast()) {
            state.truths[leaf] = leaves[leaf].withoutData();
        }
    }

    /**
     * The first instant behind the one that was judged last and before another one from which on a
     * value has been missing for longer than allowed, where something follows from that; that other
     * one where there is none.
     */
    long nextStale(PreferenceState state, long staleAfterMillis, long beforeMillis) {
        long next = beforeMillis;
        for (int i = 0; i < leaves.length; i++) {
            long known = state.knownAtMillis[i];
            boolean mayChange =
                    known != PreferenceState.NEVER
                            && state.truths[i] != leaves[i].withoutData()
                            && !leaves[i].keepsLast();
            if (mayChange) {
                next = Math.min(next, Math.max(known + staleAfterMillis, state.judgedAtMillis + 1));
            }
        }
        return next;
    }

    /**
     * What the nodes say by their leaves, the root last. Doing it again at the same instant changes
     * nothing.
     */
    byte settle(PreferenceState state, long atMillis) {
        int last = nodes.length - 1;
        for (int i = 0; i <= last; i++) {
            truths[i] =
                    switch (KINDS[kinds[i]]) {
                        case LEAF -> state.truths[numbers[i]];
                        case ALL -> least(i);
                        case ANY -> greatest(i);
                        case NOT -> Truth.not(truths[i - 1]);
                        case FOR_AT_LEAST -> lasting(state, i, atMillis);
                    };
        }
        return truths[last];
    }

    /** What a node said last. */
    byte truth(int node) {
        return truths[node];
    }

    private byte least(int node) {
        byte least = Truth.TRUE;
        int first = node - sizes[node];
        for (int part = node - 1; part > first; part -= sizes[part]) {
            least = truths[part] < least ? truths[part] : least;
        }
        return least;
    }

    private byte greatest(int node) {
        byte greatest = Truth.FALSE;
        int first = node - sizes[node];
        for (int part = node - 1; part > first; part -= sizes[part]) {
            greatest = truths[part] > greatest ? truths[part] : greatest;
        }
        return greatest;
    }

    private byte lasting(PreferenceState state, int node, long atMillis) {
        byte part = truths[node - 1];
        int number = numbers[node];
        if (part != Truth.TRUE) {
            state.sinceMillis[number] = PreferenceState.NEVER;
            return part;
        }
        if (state.sinceMillis[number] == PreferenceState.NEVER) {
            state.sinceMillis[number] = atMillis;
        }
        boolean isLongEnough = atMillis - state.sinceMillis[number] >= nodes[node].lastingMillis();
        return isLongEnough ? Truth.TRUE : Truth.FALSE;
    }
}
