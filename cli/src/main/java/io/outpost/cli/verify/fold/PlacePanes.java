package io.outpost.cli.verify.fold;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** The panes of a place, and what an accepted observation does to them. */
final class PlacePanes {
    /** From which minute or quarter hour on its rows hold nothing of an observation. */
    private static final long MINUTES_REACH = Duration.ofHours(1).toMillis();

    private static final long QUARTER_HOURS_REACH = Duration.ofHours(24).toMillis();

    /** No observation within the horizons can reach further back than this; rather more. */
    private static final long MINUTES_KEPT = Duration.ofHours(6).toMillis();

    private static final long QUARTER_HOURS_KEPT = Duration.ofHours(30).toMillis();
    private static final long HOURS_KEPT = Duration.ofDays(9).toMillis();

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
        addRain(observation);
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
        days.forgetBefore(clockMillis - HOURS_KEPT);
    }

    /** The hour that ends with a minute. */
    Rolling hour(Pane minute) {
        if (minute.hour() == null) {
            minute.hour(minutes.rolling(minute, PaneSeries.HOUR));
        }
        return minute.hour();
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

    private void addRain(Accepted observation) {
        if (!Double.isNaN(observation.rainMillimetres())) {
            addRain(observation, observation.rainMillimetres());
        } else if (observation.countsRain()) {
            NavigableMap<Long, Accepted> readings = observation.sensor().counterReadings;
            Map.Entry<Long, Accepted> before = readings.lowerEntry(observation.at());
            Map.Entry<Long, Accepted> after = readings.higherEntry(observation.at());
            readings.put(observation.at(), observation);
            addRain(observation, increment(before, observation));
            if (after != null) {
                move(
                        after.getValue(),
                        increment(before, after.getValue()),
                        increment(Map.entry(0L, observation), after.getValue()));
            }
        }
    }

    /** NaN for the first reading and after a fall, which is a reset. */
    private static double increment(Map.Entry<Long, Accepted> before, Accepted reading) {
        if (before == null) {
            return Double.NaN;
        }
        double rise = reading.counterMillimetres() - before.getValue().counterMillimetres();
        return rise < 0 ? Double.NaN : rise;
    }

    /** A later reading's increment is another one, now that there is one between. */
    private void move(Accepted later, double old, double now) {
        if (Double.compare(old, now) == 0) {
            return;
        }
        for (PaneSeries series : List.of(minutes, hours, days)) {
            Pane pane = series.at(later.at());
            if (!Double.isNaN(old)) {
                pane.removeRain(later.sensor().id, old);
            }
            if (!Double.isNaN(now)) {
                pane.addRain(later.sensor().id, now);
            }
            series.change(pane);
        }
    }

    private void addRain(Accepted observation, double millimetres) {
        if (Double.isNaN(millimetres)) {
            return;
        }
        String sensor = observation.sensor().id;
        hours.at(observation.at()).addRain(sensor, millimetres);
        days.at(observation.at()).addRain(sensor, millimetres);
        if (observation.inMinuteTier()) {
            minutes.at(observation.at()).addRain(sensor, millimetres);
        }
    }
}
