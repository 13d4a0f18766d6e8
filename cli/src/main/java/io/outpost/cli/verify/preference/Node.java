package io.outpost.cli.verify.preference;

import java.util.List;

/** A tree of what is wanted. Leaves and durations are numbered in the order of the document. */
sealed interface Node {
    record All(List<Node> parts) implements Node {}

    record Any(List<Node> parts) implements Node {}

    record Not(Node part) implements Node {}

    /**
     * Something must have held for a time.
     *
     * @param number of the duration
     */
    record ForAtLeast(int number, long millis, Node part) implements Node {}

    /**
     * A leaf.
     *
     * @param number of the leaf
     * @param isNegated below an odd number of nots
     */
    record Comparison(int number, Leaf leaf, boolean isNegated) implements Node {}
}
