package io.outpost.cli.verify.preference;

import io.outpost.cli.verify.preference.Leaf.NoData;
import io.outpost.cli.verify.preference.Node.All;
import io.outpost.cli.verify.preference.Node.Any;
import io.outpost.cli.verify.preference.Node.Comparison;
import io.outpost.cli.verify.preference.Node.ForAtLeast;
import io.outpost.cli.verify.preference.Node.Not;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a tree says at one instant, and how near it is. */
final class Evaluation {
    private static final double NEARLY = 0.99;

    private final Memory memory;
    private final long atMillis;

    /** NaN: not known. */
    private final double[] values;

    private final double[] limits;

    private record Nearness(double toHolding, double toNotHolding) {}

    private Evaluation(Memory memory, long atMillis, double[] values, double[] limits) {
        this.memory = memory;
        this.atMillis = atMillis;
        this.values = values;
        this.limits = limits;
    }

    /** At the end of a pane: what leaves say of its values, or of their absence. */
    static Evaluation atEnd(PaneToJudge pane, Wish wish, Memory before) {
        double[] values = wish.leaves().stream().mapToDouble(pane::value).toArray();
        double[] limits = wish.leaves().stream().mapToDouble(pane::limit).toArray();
        Evaluation evaluation = new Evaluation(before.copy(), pane.endMillis(), values, limits);
        for (Comparison leaf : leaves(wish.when())) {
            int i = leaf.number();
            if (evaluation.isKnown(i)) {
                boolean held = before.said()[i] == Truth.TRUE;
                evaluation.memory.knownMillis()[i] = pane.lastMillis();
                evaluation.memory.said()[i] =
                        Truth.of(leaf.leaf().holds(values[i], limits[i], held));
            } else if (before.isExpired(i, pane.lastMillis(), pane.allowedMillis())) {
                evaluation.memory.said()[i] = afterSilence(leaf, before);
            }
        }
        return evaluation;
    }

    /**
     * In a silence: nothing is known, and what has been missing for longer than allowed says so.
     */
    static Evaluation inSilence(long atMillis, long allowedMillis, Wish wish, Memory before) {
        double[] unknown = new double[wish.leaves().size()];
        Arrays.fill(unknown, Double.NaN);
        Evaluation evaluation = new Evaluation(before.copy(), atMillis, unknown, unknown);
        for (Comparison leaf : leaves(wish.when())) {
            if (before.isExpired(leaf.number(), atMillis + 1, allowedMillis)) {
                evaluation.memory.said()[leaf.number()] = afterSilence(leaf, before);
            }
        }
        return evaluation;
    }

    /** What a leaf says once its value has been missing for longer than allowed. */
    static Truth afterSilence(Comparison leaf, Memory before) {
        NoData noData = leaf.leaf().noData();
        return switch (noData) {
            case KEEP_LAST -> before.said()[leaf.number()];
            case UNKNOWN -> Truth.UNKNOWN;
            case NOT_MATCHING -> Truth.of(leaf.isNegated());
        };
    }

    Memory memory() {
        return memory;
    }

    double value(int leaf) {
        return values[leaf];
    }

    private boolean isKnown(int leaf) {
        return !Double.isNaN(values[leaf]) && !Double.isNaN(limits[leaf]);
    }

    /** Works out the tree; durations take note of the instant. */
    Truth truth(Node node) {
        if (node instanceof Comparison leaf) {
            return memory.said()[leaf.number()];
        } else if (node instanceof Not not) {
            return truth(not.part()).not();
        } else if (node instanceof All all) {
            return all.parts().stream().map(this::truth).reduce(Truth.TRUE, Truth::least);
        } else if (node instanceof Any any) {
            return any.parts().stream().map(this::truth).reduce(Truth.FALSE, Truth::greatest);
        }
        return lasting((ForAtLeast) node);
    }

    private Truth lasting(ForAtLeast node) {
        Truth part = truth(node.part());
        long[] since = memory.trueSinceMillis();
        if (part != Truth.TRUE) {
            since[node.number()] = Memory.NEVER;
            return part;
        }
        since[node.number()] =
                since[node.number()] == Memory.NEVER ? atMillis : since[node.number()];
        return Truth.of(atMillis - since[node.number()] >= node.millis());
    }

    /** 0..100, after {@link #truth}. */
    double score(Wish wish) {
        Evaluation again = new Evaluation(memory.copy(), atMillis, values, limits);
        return again.truth(wish.when()) == Truth.TRUE
                ? 100
                : Math.min(99, 100 * again.nearness(wish.when()).toHolding());
    }

    private Nearness nearness(Node node) {
        if (node instanceof Comparison leaf) {
            return ofLeaf(leaf);
        } else if (node instanceof Not not) {
            Nearness part = nearness(not.part());
            return new Nearness(part.toNotHolding(), part.toHolding());
        } else if (node instanceof All all) {
            List<Nearness> parts = all.parts().stream().map(this::nearness).toList();
            return new Nearness(
                    mean(parts, Nearness::toHolding), greatest(parts, Nearness::toNotHolding));
        } else if (node instanceof Any any) {
            List<Nearness> parts = any.parts().stream().map(this::nearness).toList();
            return new Nearness(
                    greatest(parts, Nearness::toHolding), mean(parts, Nearness::toNotHolding));
        }
        return ofDuration((ForAtLeast) node);
    }

    private Nearness ofLeaf(Comparison node) {
        int i = node.number();
        Truth said = memory.said()[i];
        if (said == Truth.UNKNOWN || !isKnown(i)) {
            return new Nearness(said == Truth.TRUE ? 1 : 0, said == Truth.FALSE ? 1 : 0);
        }
        Leaf leaf = node.leaf();
        if (said == Truth.FALSE) {
            return new Nearness(near(leaf, values[i] - limits[i]), 1);
        }
        double until = leaf.operator().isRising() ? -leaf.hysteresis() : leaf.hysteresis();
        return new Nearness(1, near(leaf, values[i] - (limits[i] + until)));
    }

    private static double near(Leaf leaf, double distance) {
        return NEARLY * leaf.halfMatch() / (leaf.halfMatch() + Math.abs(distance));
    }

    private Nearness ofDuration(ForAtLeast node) {
        Truth part = truth(node.part());
        long since = memory.trueSinceMillis()[node.number()];
        long lasted = since == Memory.NEVER ? 0 : atMillis - since;
        Nearness near = nearness(node.part());
        if (part == Truth.TRUE && lasted >= node.millis()) {
            return new Nearness(1, near.toNotHolding());
        }
        double share = Math.min(1, (double) lasted / node.millis());
        return new Nearness(
                near.toHolding() / 2 + NEARLY * share / 2,
                part == Truth.UNKNOWN ? near.toNotHolding() : 1);
    }

    private static double mean(List<Nearness> parts, ToDoubleFunction<Nearness> of) {
        return parts.stream().mapToDouble(of).sum() / parts.size();
    }

    private static double greatest(List<Nearness> parts, ToDoubleFunction<Nearness> of) {
        return parts.stream().mapToDouble(of).max().orElseThrow();
    }

    /** In the order of the document. */
    static List<Comparison> leaves(Node tree) {
        List<Comparison> leaves = new ArrayList<>();
        collect(tree, leaves);
        return leaves;
    }

    private static void collect(Node node, List<Comparison> leaves) {
        if (node instanceof Comparison leaf) {
            leaves.add(leaf);
        } else if (node instanceof Not not) {
            collect(not.part(), leaves);
        } else if (node instanceof All all) {
            all.parts().forEach(part -> collect(part, leaves));
        } else if (node instanceof Any any) {
            any.parts().forEach(part -> collect(part, leaves));
        } else {
            collect(((ForAtLeast) node).part(), leaves);
        }
    }
}
