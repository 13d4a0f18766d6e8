package io.outpost.cli.verify.fold;

import java.time.Duration;
import java.util.List;

/** The panes of a place, and what an accepted observation does to them. */
final class PlacePanes {
    /** From which minute or quarter hour on its rows hold nothing of an observation. */
    private static final long MINUTES_REACH = Duration.ofHours(1).toMillis();

    private static final long QUARTER_HOURS_REACH = Duration.ofHours(24).toMillis();

    /** No observation within the horizons can reach further back than this; rather more. */
    private static final long MINUTES_KEPT = Duration.ofHours(6).toMillis();

    private static final long QUARTER_HOURS_KEPT = Duration.ofHours(30).toMillis();
    private static final long DAYS_KEPT = Duration.ofDays(9).toMillis();

    /** Spans of preferences reach back by 7 days from any hour that can change. */
    private static final long HOURS_KEPT = Duration.ofDays(17).toMillis();

    final PaneSeries minutes = new PaneSeries(PaneSeries.MINUTE);
    final PaneSeries quarterHours = new PaneSeries(PaneSeries.QUARTER_HOUR);
    final PaneSeries hours = new PaneSeries(PaneSeries.HOUR);
    final PaneSeries days = new PaneSeries(PaneSeries.DAY);

    /** Earliest minute whose conditions must be evaluated again; Long.MAX_VALUE: none. */
    private long evaluateFrom = Long.MAX_VALUE;

    List<PaneSeries> all() {
        return List.of(minutes, quarterHours, hours, days);
    }

    void add(Accepted observation) {
        hours.add(observation);
        days.add(observation);
        if (observation.inMinuteTier()) {
            minutes.add(observation);
            quarterHours.add(observation);
            reach(observation);
        }
    }

    /** True when a pane is open. */
    boolean anyOpen() {
        return openCount() > 0;
    }

    int openCount() {
        return all().stream().mapToInt(PaneSeries::openCount).sum();
    }

    boolean anyChanged() {
        return all().stream().anyMatch(PaneSeries::hasChanged);
    }

    boolean anyClosing() {
        return all().stream().anyMatch(PaneSeries::isClosing);
    }

    long nextLiveDue() {
        return all().stream().mapToLong(PaneSeries::nextLiveDue).min().orElseThrow();
    }

    long takeEvaluateFrom() {
        long from = evaluateFrom;
        evaluateFrom = Long.MAX_VALUE;
        return from;
    }

    void forgetBehind(long clockMillis) {
        minutes.forgetBefore(clockMillis - MINUTES_KEPT);
        quarterHours.forgetBefore(clockMillis - QUARTER_HOURS_KEPT);
        hours.forgetBefore(clockMillis - HOURS_KEPT);
        days.forgetBefore(clockMillis - DAYS_KEPT);
    }

    /** The hour that ends with a minute. */
    Rolling hour(Pane minute) {
        if (minute.hour() == null) {
            minute.hour(minutes.rolling(minute, PaneSeries.HOUR));
        }
        return minute.hour();
    }

    /** The quarter of an hour that ends with a minute. */
    Rolling quarterHour(Pane minute) {
        return minutes.rolling(minute, PaneSeries.QUARTER_HOUR);
    }

    /** The rows of the panes whose windows it enters change, also where its own is open. */
    private void reach(Accepted observation) {
        long minute = minutes.startOf(observation.at());
        for (Pane pane : minutes.between(minute, minute + MINUTES_REACH)) {
            pane.hour(null);
            minutes.change(pane);
            if (pane.isClosed()) {
                evaluateFrom = Math.min(evaluateFrom, pane.startMillis());
            }
        }
        long quarter = quarterHours.startOf(observation.at());
        quarterHours.between(quarter, quarter + QUARTER_HOURS_REACH).forEach(quarterHours::change);
    }

    /** What an observation gives its hour is another amount, NaN for none. */
    void changeRainOfHour(Accepted observation, double old, double now) {
        changeRain(hours, observation, old, now);
        days.change(days.at(observation.at()));
    }

    /** The same of its minute. */
    void changeRainOfMinute(Accepted observation, double old, double now) {
        changeRain(minutes, observation, old, now);
    }

    /** The row of its pane changes, and no other. */
    private static void changeRain(
            PaneSeries series, Accepted observation, double old, double now) {
        Pane pane = series.at(observation.at());
        if (!Double.isNaN(old)) {
            pane.removeRain(observation.sensorId(), old);
        }
        if (!Double.isNaN(now)) {
            pane.addRain(observation.sensorId(), now);
        }
        series.change(pane);
    }
}
