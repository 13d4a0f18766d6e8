package io.outpost.core.preference;

import io.outpost.core.condition.Cadence;
import java.util.ArrayList;
import java.util.List;

/**
 * A preference as arrays, made once: nodes after their parts, leaves with positions in the values
 * of a pane. Immutable; any number of places may share it that share the {@link SignalTable}.
 */
public final class CompiledPreference {
    /** What a node does with its parts, which stand right before it. */
    enum Kind {
        LEAF,
        ALL,
        ANY,
        NOT,
        FOR_AT_LEAST
    }

    /**
     * A node.
     *
     * @param number of the leaf or the duration
     * @param size how many nodes it has, itself included
     * @param pointer where it stands in the document, a JSON pointer
     */
    record Node(Kind kind, int number, int size, long lastingMillis, String pointer) {}

    private final Preference preference;
    private final Cadence cadence;
    private final Node[] nodes;
    private final CompiledLeaf[] leaves;
    private final int durations;

    private CompiledPreference(Preference preference, Builder builder) {
        this.preference = preference;
        this.cadence = builder.cadence;
        this.nodes = builder.nodes.toArray(Node[]::new);
        this.leaves = builder.leaves.toArray(CompiledLeaf[]::new);
        this.durations = builder.durations;
    }

    /** With positions in a table, which gets what is not in it yet. */
    public static CompiledPreference of(Preference preference, SignalTable table) {
        Builder builder = new Builder(preference.cadence(), table);
        builder.add(preference.when(), "/when", false);
        return new CompiledPreference(preference, builder);
    }

    public Preference preference() {
        return preference;
    }

    /** When it is judged. */
    public Cadence cadence() {
        return cadence;
    }

    Node[] nodes() {
        return nodes;
    }

    CompiledLeaf[] leaves() {
        return leaves;
    }

    /** Before anything was judged. */
    public PreferenceState begin() {
        return PreferenceState.begin(leaves.length, durations);
    }

    /** True when a state has as many leaves and durations. */
    boolean fits(PreferenceState state) {
        return state.truths.length == leaves.length && state.sinceMillis.length == durations;
    }

    private static final class Builder {
        private final Cadence cadence;
        private final SignalTable table;
        private final List<Node> nodes = new ArrayList<>();
        private final List<CompiledLeaf> leaves = new ArrayList<>();
        private int durations;

        private Builder(Cadence cadence, SignalTable table) {
            this.cadence = cadence;
            this.table = table;
        }

        private void add(Expression expression, String pointer, boolean isNegated) {
            int before = nodes.size();
            if (expression instanceof Expression.Leaf leaf) {
                leaves.add(CompiledLeaf.of(leaf, cadence, table, isNegated));
                node(Kind.LEAF, leaves.size() - 1, before, 0, pointer);
            } else if (expression instanceof Expression.All all) {
                addParts(all.parts(), pointer + "/all/", isNegated);
                node(Kind.ALL, 0, before, 0, pointer);
            } else if (expression instanceof Expression.Any any) {
                addParts(any.parts(), pointer + "/any/", isNegated);
                node(Kind.ANY, 0, before, 0, pointer);
            } else if (expression instanceof Expression.Not not) {
                add(not.part(), pointer + "/not", !isNegated);
                node(Kind.NOT, 0, before, 0, pointer);
            } else if (expression instanceof Expression.ForAtLeast lasting) {
                add(lasting.part(), pointer + "/of", isNegated);
                node(Kind.FOR_AT_LEAST, durations, before, lasting.lasting().toMillis(), pointer);
                durations++;
            }
        }

        private void addParts(List<Expression> parts, String pointer, boolean isNegated) {
            for (int i = 0; i < parts.size(); i++) {
                add(parts.get(i), pointer + i, isNegated);
            }
        }

        private void node(Kind kind, int number, int before, long lastingMillis, String pointer) {
            nodes.add(new Node(kind, number, nodes.size() + 1 - before, lastingMillis, pointer));
        }
    }
}
