package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.preference.Leaf;
import io.outpost.cli.verify.preference.Leaf.Statistic;
import io.outpost.cli.verify.preference.Wish;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The values of a place's hours, and of spans of them. */
final class HourSpans {
    private static final int HOUR_SECONDS = 3600;

    /** So many hours in a row without a value make a span one that is not known. */
    private static final int LONGEST_GAP = 6;

    private final PaneSeries hours;
    private final List<Shrunk> shrunk = new ArrayList<>();

    /** What has a value in an hour. */
    private record Spanned(String measure, Statistic statistic) {
        private static Spanned of(Leaf leaf) {
            return new Spanned(leaf.what(), leaf.statistic());
        }
    }

    /** Of hours before one, only some values are left. */
    private record Shrunk(long hourMillis, Set<Spanned> left) {}

    HourSpans(PaneSeries hours) {
        this.hours = hours;
    }

    /** Of hours before one, only that is left which is spanned. */
    void shrink(long hourMillis, Collection<Wish> known) {
        Set<Spanned> left = new HashSet<>();
        known.stream()
                .filter(Wish::isOfHours)
                .flatMap(wish -> wish.leaves().stream())
                .filter(leaf -> leaf.spanSeconds() > 0)
                .forEach(leaf -> left.add(Spanned.of(leaf)));
        shrunk.add(new Shrunk(hourMillis, left));
    }

    /** Over the hours that end with one; NaN: not known. */
    double over(Leaf leaf, long hourMillis) {
        int length = leaf.spanSeconds() / HOUR_SECONDS;
        double folded = Double.NaN;
        int count = 0;
        int gap = 0;
        for (int back = length - 1; back >= 0; back--) {
            double value = value(leaf, hourMillis - back * PaneSeries.HOUR);
            gap = Double.isNaN(value) ? gap + 1 : 0;
            if (gap >= LONGEST_GAP) {
                return Double.NaN;
            }
            if (gap == 0) {
                folded = count == 0 ? value : fold(leaf.statistic(), folded, value);
                count++;
            }
        }
        return leaf.statistic() == Statistic.MEAN ? folded / count : folded;
    }

    private static double fold(Statistic statistic, double folded, double value) {
        return switch (statistic) {
            case MINIMUM -> Math.min(folded, value);
            case MAXIMUM -> Math.max(folded, value);
            case MEAN, TOTAL -> folded + value;
        };
    }

    private double value(Leaf leaf, long hourMillis) {
        Pane pane = hours.at(hourMillis);
        boolean isGone =
                shrunk.stream()
                        .anyMatch(
                                one ->
                                        hourMillis < one.hourMillis
                                                && !one.left.contains(Spanned.of(leaf)));
        return pane == null || !pane.isClosed() || isGone
                ? Double.NaN
                : PaneNumbers.of(pane, PaneNumbers.measure(leaf), leaf.statistic());
    }
}
