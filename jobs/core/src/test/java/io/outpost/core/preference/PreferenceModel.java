package io.outpost.core.preference;

import io.outpost.core.preference.Expression.All;
import io.outpost.core.preference.Expression.Any;
import io.outpost.core.preference.Expression.ForAtLeast;
import io.outpost.core.preference.Expression.Leaf;
import io.outpost.core.preference.Expression.Not;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What a preference makes of a whole list of panes, by its definition, without arrays and without a
 * state machine: what each node says at each instant, in lists, and episodes read off the list of
 * the root.
 */
final class PreferenceModel {
    /** An instant: a pane, or where a silence has lasted too long (null). */
    private record Instant(long atMillis, JudgedPane pane) {}

    private final Preference preference;
    private final SignalTable table;
    private final List<JudgedPane> panes;
    private final IdentityHashMap<Expression, Boolean> negated = new IdentityHashMap<>();

    PreferenceModel(Preference preference, SignalTable table, List<JudgedPane> panes) {
        this.preference = preference;
        this.table = table;
        this.panes = panes;
        negate(preference.when(), false);
    }

    private void negate(Expression node, boolean isNegated) {
        negated.put(node, isNegated);
        node.parts().forEach(part -> negate(part, isNegated != node instanceof Not));
    }

    /** What the root says at each pane: null: nothing is known. */
    List<Boolean> holds() {
        List<Instant> instants = instants();
        List<Boolean> said = says(preference.when(), instants);
        List<Boolean> atPanes = new ArrayList<>();
        for (int i = 0; i < instants.size(); i++) {
            if (instants.get(i).pane() != null) {
                atPanes.add(said.get(i));
            }
        }
        return atPanes;
    }

    /** Start, end (0: open) and highest level of each episode. */
    List<List<Long>> episodes() {
        List<Instant> instants = instants();
        List<Boolean> said = says(preference.when(), instants);
        List<List<Long>> episodes = new ArrayList<>();
        long matchedSince = -1;
        long leftSince = -1;
        long started = 0;
        long peak = 0;
        long cooldownUntil = Long.MIN_VALUE;
        for (int i = 0; i < instants.size(); i++) {
            long at = instants.get(i).atMillis();
            boolean isKnown = said.get(i) != null;
            boolean matches = isKnown && said.get(i);
            boolean isEnded = false;
            if (started == 0) {
                boolean mayBegin = matches && at >= cooldownUntil;
                matchedSince = mayBegin ? (matchedSince < 0 ? at : matchedSince) : -1;
                if (mayBegin && at - matchedSince >= preference.pending().toMillis()) {
                    started = at;
                    peak = level(0);
                    leftSince = -1;
                }
            } else if (matches) {
                leftSince = -1;
                peak = Math.max(peak, level(at - started));
            } else if (isKnown) {
                leftSince = leftSince < 0 ? at : leftSince;
                isEnded = at - leftSince >= preference.recovery().toMillis();
            } else {
                isEnded = true;
            }
            if (isEnded) {
                episodes.add(List.of(started, at, peak));
                cooldownUntil = at + preference.cooldown().toMillis();
                started = 0;
                matchedSince = -1;
            }
        }
        if (started != 0) {
            episodes.add(List.of(started, 0L, peak));
        }
        return episodes;
    }

    private long level(long lastsMillis) {
        return preference.steps().stream()
                .filter(step -> step.after().toMillis() <= lastsMillis)
                .mapToLong(step -> step.severity().level())
                .max()
                .orElseThrow();
    }

    /** Panes, and between them when a value has been missing for too long and a leaf changes. */
    private List<Instant> instants() {
        List<Instant> instants = new ArrayList<>();
        for (int i = 0; i < panes.size(); i++) {
            long before = i == 0 ? Long.MIN_VALUE : panes.get(i - 1).atMillis();
            long first = panes.get(i).firstObservedAtMillis();
            TreeSet<Long> silent = new TreeSet<>();
            for (Leaf leaf : leaves(preference.when())) {
                long known = knownBefore(leaf, i);
                long at = Math.max(known + panes.get(i).staleAfterMillis(), before + 1);
                if (known != Long.MIN_VALUE && at < first && changes(leaf, instants)) {
                    silent.add(at);
                }
            }
            silent.forEach(at -> instants.add(new Instant(at, null)));
            instants.add(new Instant(panes.get(i).atMillis(), panes.get(i)));
        }
        return instants;
    }

    /** True when a leaf says something else without data than it has said last. */
    private boolean changes(Leaf leaf, List<Instant> instants) {
        List<Boolean> said = saysLeaf(leaf, instants);
        Boolean last = said.get(said.size() - 1);
        return !Objects.equals(last, withoutData(leaf, last));
    }

    private static List<Leaf> leaves(Expression node) {
        List<Leaf> leaves = new ArrayList<>();
        if (node instanceof Leaf leaf) {
            leaves.add(leaf);
        }
        node.parts().forEach(part -> leaves.addAll(leaves(part)));
        return leaves;
    }

    /** When the value of a leaf was known last before a pane. */
    private long knownBefore(Leaf leaf, int pane) {
        for (int i = pane - 1; i >= 0; i--) {
            if (!Double.isNaN(value(leaf, panes.get(i)))) {
                return panes.get(i).lastObservedAtMillis();
            }
        }
        return Long.MIN_VALUE;
    }

    private double value(Leaf leaf, JudgedPane pane) {
        return pane.values()[table.positionOf(leaf.signal())];
    }

    private List<Boolean> says(Expression node, List<Instant> instants) {
        if (node instanceof Leaf leaf) {
            return saysLeaf(leaf, instants);
        }
        List<List<Boolean>> parts =
                node.parts().stream().map(part -> says(part, instants)).toList();
        List<Boolean> said = new ArrayList<>();
        long since = -1;
        for (int i = 0; i < instants.size(); i++) {
            int instant = i;
            List<Boolean> now = new ArrayList<>();
            parts.forEach(part -> now.add(part.get(instant)));
            if (node instanceof All) {
                said.add(joined(now, false));
            } else if (node instanceof Any) {
                said.add(joined(now, true));
            } else if (node instanceof Not) {
                said.add(now.get(0) == null ? null : !now.get(0));
            } else if (node instanceof ForAtLeast lasting) {
                boolean holds = now.get(0) != null && now.get(0);
                long at = instants.get(i).atMillis();
                since = holds ? (since < 0 ? at : since) : -1;
                boolean isLong = holds && at - since >= lasting.lasting().toMillis();
                said.add(now.get(0) == null ? null : isLong);
            }
        }
        return said;
    }

    /** All (or any) of some: one that decides decides, else what is not known. */
    private static Boolean joined(List<Boolean> some, boolean decides) {
        if (some.contains(decides)) {
            return decides;
        }
        return some.contains(null) ? null : !decides;
    }

    private List<Boolean> saysLeaf(Leaf leaf, List<Instant> instants) {
        List<Boolean> said = new ArrayList<>();
        Boolean last = null;
        long known = Long.MIN_VALUE;
        for (Instant instant : instants) {
            JudgedPane pane = instant.pane();
            double value = pane == null ? Double.NaN : value(leaf, pane);
            long now = pane == null ? instant.atMillis() : pane.lastObservedAtMillis() - 1;
            if (!Double.isNaN(value)) {
                last = matches(leaf, value, last != null && last);
                known = pane.lastObservedAtMillis();
            } else if (known == Long.MIN_VALUE || now - known >= JudgedPlace.STALE_AFTER) {
                last = withoutData(leaf, last);
            }
            said.add(last);
        }
        return said;
    }

    private Boolean withoutData(Leaf leaf, Boolean last) {
        return switch (leaf.noData()) {
            case KEEP_LAST -> last;
            case NOT_MATCHING -> negated.get(leaf);
            case UNKNOWN -> null;
        };
    }

    private static boolean matches(Leaf leaf, double value, boolean before) {
        double slack = before ? leaf.hysteresis() : 0;
        double threshold = leaf.threshold().value();
        return switch (leaf.operator()) {
            case AT_LEAST -> value >= threshold - slack;
            case ABOVE -> value > threshold - slack;
            case AT_MOST -> value <= threshold + slack;
            case BELOW -> value < threshold + slack;
        };
    }
}
