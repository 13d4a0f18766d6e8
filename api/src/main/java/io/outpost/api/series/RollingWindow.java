package io.outpost.api.series;

import io.outpost.api.web.Durations;
import io.outpost.api.web.ProblemException;
import io.outpost.core.place.RollingMeans;
import io.outpost.core.preference.Signal;
import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * The rolling windows that are kept: their width, the step by which they move, and their columns.
 */
enum RollingWindow {
    QUARTER_HOUR("15m", Duration.ofMinutes(15), Duration.ofMinutes(1), "outpost.minute_aggregates"),
    HOUR("1h", Duration.ofHours(1), Duration.ofMinutes(1), "outpost.minute_aggregates"),
    DAY("24h", Duration.ofHours(24), Duration.ofMinutes(15), "outpost.quarter_hour_rollings");

    private final String suffix;
    private final Duration width;
    private final Duration step;
    private final String table;

    RollingWindow(String suffix, Duration width, Duration step, String table) {
        this.suffix = suffix;
        this.width = width;
        this.step = step;
        this.table = table;
    }

    static RollingWindow parse(String text) {
        Duration width = Durations.parse("rolling", text);
        return Arrays.stream(values())
                .filter(window -> window.width.equals(width))
                .findFirst()
                .orElseThrow(
                        () ->
                                ProblemException.invalid(
                                        "rolling", "not-kept", "must be 15m, 1h or 24h"));
    }

    /** That of a signal of minutes over 15 min or 1 h. */
    static RollingWindow of(Signal signal) {
        return signal.spanSeconds() == HOUR.width.toSeconds() ? HOUR : QUARTER_HOUR;
    }

    Duration width() {
        return width;
    }

    Duration step() {
        return step;
    }

    String table() {
        return table;
    }

    /** The quantities whose means roll over this window. */
    Set<Quantity> quantities() {
        Set<Quantity> quantities = EnumSet.copyOf(RollingMeans.QUANTITIES);
        quantities.removeIf(one -> one.kind() == Quantity.Kind.ROLLED && this != HOUR);
        return quantities;
    }

    String countColumn(Quantity quantity) {
        return quantity.columnName() + "_n_" + suffix;
    }

    String meanColumn(Quantity quantity) {
        return quantity.columnName() + "_mean_" + suffix;
    }

    String coverageColumn() {
        return "coverage_" + suffix;
    }
}
