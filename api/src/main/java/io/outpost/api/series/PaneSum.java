package io.outpost.api.series;

import io.outpost.core.weather.Quantity;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What panes add up to over a span: counts and sums are added, coverage is weighted by time. */
final class PaneSum {

    private final Map<String, Stats> stats = new HashMap<>();
    private long observations;
    private double coveredSeconds;
    private boolean coverageKnown;
    private Pane newest;

    static PaneSum of(Collection<Pane> panes) {
        PaneSum sum = new PaneSum();
        panes.forEach(sum::add);
        return sum;
    }

    void add(Pane pane) {
        observations += pane.observations();
        pane.stats().forEach((quantity, more) -> stats.merge(quantity, more, Stats::plus));
        if (pane.coverage() != null) {
            coveredSeconds += pane.coverage() * pane.tier().width().toSeconds();
            coverageKnown = true;
        }
        newest = newest == null || pane.isNewerThan(newest) ? pane : newest;
    }

    long observations() {
        return observations;
    }

    Stats stats(Quantity quantity) {
        return stats(quantity.columnName());
    }

    /** Of what has this name. */
    Stats stats(String name) {
        return stats.getOrDefault(name, Stats.NONE);
    }

    /**
     * The covered part of so many seconds. Null: there are observations, but no pane knows its
     * coverage.
     */
    Double coverage(double seconds) {
        if (observations > 0 && !coverageKnown) {
            return null;
        }
        return Math.min(1, coveredSeconds / seconds);
    }

    /** When the newest record was received that this knows of; null without panes. */
    Instant asOf() {
        return newest == null ? null : newest.asOf();
    }

    /** Of the newest pane; null without panes. */
    Long revision() {
        return newest == null ? null : newest.revision();
    }
}
