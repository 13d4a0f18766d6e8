package io.outpost.core.preference;

import io.outpost.core.preference.CompiledPreference.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * How near a preference is to holding, and what is missing: docs/adr/0090. Each node has a nearness
 * to holding and one to not holding, 0..1, and 1 exactly where it is so. Not thread-safe.
 */
final class Scores {
    /** Of a leaf that does not match. */
    static final double NEAREST = 0.99;

    private static final double HALF = 0.5;
    private static final double MOST = 100;
    private static final double MOST_BEFORE = 99;
    private static final double MILLIS_PER_SECOND = 1000;

    private final Node[] nodes;
    private final CompiledLeaf[] leaves;
    private final Evaluator evaluator;
    private final double[] toHold;
    private final double[] toLeave;

    Scores(CompiledPreference compiled, Evaluator evaluator) {
        this.nodes = compiled.nodes();
        this.leaves = compiled.leaves();
        this.evaluator = evaluator;
        this.toHold = new double[nodes.length];
        this.toLeave = new double[nodes.length];
    }

    /** What gaps are worked out by. */
    private record Known(PreferenceState state, double[] values, Outlook outlook) {}

    /** By the values of the pane that the state has taken up last. */
    Match match(PreferenceState state, double[] values, Outlook outlook) {
        double score = score(state, values);
        int root = nodes.length - 1;
        byte truth = evaluator.truth(root);
        List<Gap> missing = new ArrayList<>();
        addMissing(root, Truth.TRUE, new Known(state, values, outlook), missing);
        return new Match(truth == Truth.UNKNOWN ? null : truth == Truth.TRUE, score, missing);
    }

    /** 0..100. */
    double score(PreferenceState state, double[] values) {
        evaluator.settle(state, state.judgedAtMillis);
        for (int i = 0; i < nodes.length; i++) {
            rate(i, state, values);
        }
        int root = nodes.length - 1;
        return evaluator.truth(root) == Truth.TRUE
                ? MOST
                : Math.min(MOST_BEFORE, MOST * toHold[root]);
    }

    private void rate(int node, PreferenceState state, double[] values) {
        switch (nodes[node].kind()) {
            case LEAF -> rateLeaf(node, values);
            case ALL -> {
                toHold[node] = mean(node, toHold);
                toLeave[node] = greatest(node, toLeave);
            }
            case ANY -> {
                toHold[node] = greatest(node, toHold);
                toLeave[node] = mean(node, toLeave);
            }
            case NOT -> {
                toHold[node] = toLeave[node - 1];
                toLeave[node] = toHold[node - 1];
            }
            case FOR_AT_LEAST -> rateLasting(node, state);
        }
    }

    private void rateLeaf(int node, double[] values) {
        CompiledLeaf leaf = leaves[nodes[node].number()];
        byte truth = evaluator.truth(node);
        toHold[node] = truth == Truth.TRUE ? 1 : near(leaf, truth, leaf.distanceToHold(values));
        toLeave[node] = truth == Truth.FALSE ? 1 : near(leaf, truth, leaf.distanceToLeave(values));
    }

    /** What is not known is not near to anything. */
    private static double near(CompiledLeaf leaf, byte truth, double distance) {
        boolean isKnown = truth != Truth.UNKNOWN && !Double.isNaN(distance);
        return isKnown ? leaf.nearness(distance) : 0;
    }

    /** The first half is for its part, the second for the time. */
    private void rateLasting(int node, PreferenceState state) {
        byte truth = evaluator.truth(node);
        int part = node - 1;
        double share = evaluator.truth(part) == Truth.TRUE ? share(node, state) : 0;
        toHold[node] = truth == Truth.TRUE ? 1 : HALF * (toHold[part] + NEAREST * share);
        toLeave[node] = truth == Truth.FALSE ? 1 : toLeave[part];
    }

    private double share(int node, PreferenceState state) {
        return elapsedMillis(node, state) / (double) nodes[node].lastingMillis();
    }

    private long elapsedMillis(int node, PreferenceState state) {
        return state.judgedAtMillis - state.sinceMillis[nodes[node].number()];
    }

    private double mean(int node, double[] rates) {
        double sum = 0;
        int parts = 0;
        int first = node - nodes[node].size();
        for (int part = node - 1; part > first; part -= nodes[part].size()) {
            sum += rates[part];
            parts++;
        }
        return sum / parts;
    }

    private double greatest(int node, double[] rates) {
        double greatest = 0;
        int first = node - nodes[node].size();
        for (int part = node - 1; part > first; part -= nodes[part].size()) {
            greatest = Math.max(greatest, rates[part]);
        }
        return greatest;
    }

    private void addMissing(int node, byte wanted, Known known, List<Gap> missing) {
        if (evaluator.truth(node) == wanted) {
            return;
        }
        switch (nodes[node].kind()) {
            case LEAF -> missing.add(ofLeaf(node, wanted, known));
            case NOT -> addMissing(node - 1, Truth.not(wanted), known, missing);
            case ALL -> addParts(node, wanted, wanted == Truth.TRUE, known, missing);
            case ANY -> addParts(node, wanted, wanted == Truth.FALSE, known, missing);
            case FOR_AT_LEAST -> {
                if (wanted == Truth.TRUE && evaluator.truth(node - 1) == Truth.TRUE) {
                    missing.add(ofDuration(node, known.state()));
                } else {
                    addMissing(node - 1, wanted, known, missing);
                }
            }
        }
    }

    /** Of parts that are all needed, all; of others the nearest one, the first of equals. */
    private void addParts(
            int node, byte wanted, boolean areAllNeeded, Known known, List<Gap> missing) {
        double[] rates = wanted == Truth.TRUE ? toHold : toLeave;
        int nearest = -1;
        for (int part : parts(node)) {
            if (areAllNeeded) {
                addMissing(part, wanted, known, missing);
            } else if (nearest < 0 || rates[part] > rates[nearest]) {
                nearest = part;
            }
        }
        if (nearest >= 0) {
            addMissing(nearest, wanted, known, missing);
        }
    }

    /** In the order of the document. */
    private List<Integer> parts(int node) {
        List<Integer> parts = new ArrayList<>();
        int first = node - nodes[node].size();
        for (int part = node - 1; part > first; part -= nodes[part].size()) {
            parts.add(0, part);
        }
        return parts;
    }

    private Gap ofLeaf(int node, byte wanted, Known known) {
        CompiledLeaf leaf = leaves[nodes[node].number()];
        double[] values = known.values();
        boolean toMatch = wanted == Truth.TRUE;
        Signal signal = leaf.signal();
        double threshold = toMatch ? leaf.threshold(values) : leaf.thresholdToLeave(values);
        boolean mustFall = toMatch != leaf.isRising();
        return new Gap(
                nodes[node].pointer(),
                signal.name(),
                signal.spanSeconds(),
                leaf.value(values),
                threshold,
                toMatch ? leaf.distanceToHold(values) : leaf.distanceToLeave(values),
                signal.scale(),
                mustFall ? known.outlook().hoursUntilAtMost(signal, threshold) : Double.NaN);
    }

    private Gap ofDuration(int node, PreferenceState state) {
        double seconds = elapsedMillis(node, state) / MILLIS_PER_SECOND;
        double wanted = nodes[node].lastingMillis() / MILLIS_PER_SECOND;
        return new Gap(
                nodes[node].pointer(),
                "duration",
                0,
                seconds,
                wanted,
                wanted - seconds,
                Scale.SECONDS,
                Double.NaN);
    }
}
