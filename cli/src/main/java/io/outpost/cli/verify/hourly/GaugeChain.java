package io.outpost.cli.verify.hourly;

import io.outpost.cli.verify.model.GaugePercentiles;
import io.outpost.cli.verify.model.WaterLevels;
import java.util.TreeSet;

/** The hours of a place's gauges, one after another; from some hour on they can be taken again. */
final class GaugeChain {
    private final GaugePercentiles percentiles = new GaugePercentiles();

    /** Starts of the hours that were judged. */
    private final TreeSet<Long> judged = new TreeSet<>();

    /**
     * Takes up an hour. One that was judged always is, since nothing that it is judged by changes.
     *
     * @param metres mean water level; NaN: none
     */
    GaugeHour next(long startMillis, double metres) {
        Long last = judged.lower(startMillis);
        WaterLevels levels = null;
        if (!Double.isNaN(metres)) {
            percentiles.put(startMillis, metres);
            levels = percentiles.levels(startMillis);
        }
        if (levels != null) {
            judged.add(startMillis);
        }
        return new GaugeHour(startMillis, metres, levels, last == null ? Long.MIN_VALUE : last);
    }

    /** What a water level of an hour is judged by; null where too little is learned. */
    WaterLevels levels(long startMillis) {
        return percentiles.levels(startMillis);
    }

    /** No hour is taken up any more that is of a day before this one. */
    void forgetBefore(long dayMillis) {
        percentiles.forgetBefore(dayMillis);
        Long last = judged.lower(dayMillis);
        if (last != null) {
            judged.headSet(last).clear();
        }
    }
}
