package io.outpost.e2e.oracle.fold;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All panes of a place, computed in one go from its accepted observations. */
public final class PlacePanes {
    private final PaneSeries minutes = new PaneSeries(PaneSeries.MINUTE);
    private final PaneSeries quarterHours = new PaneSeries(PaneSeries.QUARTER_HOUR);
    private final PaneSeries hours = new PaneSeries(PaneSeries.HOUR);
    private final PaneSeries days = new PaneSeries(PaneSeries.DAY);

    public PlacePanes(List<Accepted> accepted) {
        List<Accepted> inTime = new ArrayList<>(accepted);
        inTime.sort(Comparator.comparingLong(Accepted::at));
        for (Accepted observation : inTime) {
            hours.add(observation);
            days.add(observation);
            if (observation.inMinuteTier()) {
                minutes.add(observation);
                quarterHours.add(observation);
            }
        }
        addRain(inTime);
    }

    public PaneSeries minutes() {
        return minutes;
    }

    public PaneSeries quarterHours() {
        return quarterHours;
    }

    public PaneSeries hours() {
        return hours;
    }

    public PaneSeries days() {
        return days;
    }

    /** The same without the minutes that end after a time; panes of other widths stay. */
    public PlacePanes closedThrough(long endMillis) {
        minutes.dropEndingAfter(endMillis);
        return this;
    }

    /** End of the last minute; Long.MIN_VALUE when there is none. */
    public long lastMinuteEndMillis() {
        return minutes.lastEndMillis();
    }

    /** A counter's increment belongs to the later of two neighbouring readings. */
    private void addRain(List<Accepted> inTime) {
        Map<KnownSensor, Double> counters = new HashMap<>();
        for (Accepted observation : inTime) {
            if (!Double.isNaN(observation.rainMillimetres())) {
                addRain(observation, observation.rainMillimetres());
            } else if (observation.countsRain()) {
                double counter = observation.counterMillimetres();
                Double before = counters.put(observation.sensor(), counter);
                // A fall is a reset, and gives no value.
                if (before != null && counter >= before) {
                    addRain(observation, counter - before);
                }
            }
        }
    }

    private void addRain(Accepted observation, double millimetres) {
        String sensor = observation.sensor().id;
        hours.addRain(observation.at(), sensor, millimetres);
        days.addRain(observation.at(), sensor, millimetres);
        if (observation.inMinuteTier()) {
            minutes.addRain(observation.at(), sensor, millimetres);
        }
    }
}
