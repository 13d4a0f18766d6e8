package io.outpost.core.place;

import io.outpost.core.weather.Flag;
import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Folds stored observations of a place, in the order of event time, into spans of any length, by
 * the rules of the place's own panes: of its minutes where spans are shorter than an hour, else of
 * its hours. Each observation is given once.
 */
public final class SpanFold {
    /** Readings of a rain counter that are further apart give no increment. */
    public static final long COUNTER_KNOWN_MILLIS = RainGauge.KNOWN_MILLIS;

    /** By which a rain counter can rise, where no setting says otherwise, mm. */
    public static final double MOST_RAIN_IN_10_MINUTES = 50;

    private static final int RAIN = Quantity.PRECIPITATION_MILLIMETRES.code();
    private static final int COUNTER = Quantity.PRECIPITATION_COUNTER_MILLIMETRES.code();

    /** Spans have nothing that goes by the wind at 10 m. */
    private static final double WIND_AS_SENT = 1;

    private final Map<String, Integer> sensorNumbers = new HashMap<>();
    private final Map<String, RainGauge> gauges = new HashMap<>();
    private final boolean isOfMinutes;
    private final ObservedValues values = new ObservedValues();
    private final Map<Long, RainTotals> rainByHour = new TreeMap<>();
    private Pane pane = new Pane();

    /**
     * Begins the first span.
     *
     * @param length of the spans
     */
    public SpanFold(Duration length) {
        this.isOfMinutes = length.toMillis() < PaneWidth.HOUR.millis();
    }

    /**
     * Adds an observation to the span.
     *
     * @param intervalSeconds for how long it stands, by which a gap of a rain counter is judged as
     *     well, s; 0 when not known
     * @param quantities by code of Quantity, SI; NaN where there is no value
     */
    public void add(String sensorId, long atMillis, int intervalSeconds, double[] quantities) {
        values.fill(quantities, WIND_AS_SENT);
        pane.addObservation(atMillis, intervalSeconds);
        pane.addValues(values, ObservedValues.OF_HOURS, intervalSeconds);
        if (hasRain(quantities)) {
            addRain(sensorId, atMillis, intervalSeconds, quantities);
        }
    }

    /** True for an observation with rain of a sensor of which nothing is known from before. */
    public boolean needsCounterBefore(String sensorId, double[] quantities) {
        return hasRain(quantities) && !gauges.containsKey(sensorId);
    }

    /** What a sensor's rain counter stood at before the first span, mm. */
    public void startCounter(String sensorId, long atMillis, double counter) {
        gauge(sensorId)
                .read(atMillis, counter, Double.NaN, 0, MOST_RAIN_IN_10_MINUTES, new RainInto(0));
    }

    /** What has been added since the span before; the next span begins empty. */
    public Span end() {
        Rain rain = Rain.NONE;
        for (RainTotals hour : rainByHour.values()) {
            rain = rain.plus(Rain.of(hour));
        }
        Span span = new Span(pane, rain);
        pane = new Pane();
        rainByHour.clear();
        return span;
    }

    private void addRain(String sensorId, long atMillis, int intervalSeconds, double[] quantities) {
        RainGauge gauge = gauge(sensorId);
        gauge.read(
                atMillis,
                quantities[COUNTER],
                quantities[RAIN],
                intervalSeconds,
                MOST_RAIN_IN_10_MINUTES,
                new RainInto(number(sensorId)));
        gauge.forgetBefore(atMillis + 1);
    }

    private static boolean hasRain(double[] quantities) {
        return !Double.isNaN(quantities[RAIN]) || !Double.isNaN(quantities[COUNTER]);
    }

    private RainGauge gauge(String sensorId) {
        return gauges.computeIfAbsent(sensorId, id -> new RainGauge());
    }

    /** Puts what a sensor's readings give into the hours of the span. */
    private final class RainInto implements RainGauge.Listener {
        private final int sensor;

        RainInto(int sensor) {
            this.sensor = sensor;
        }

        @Override
        public void onRain(long atMillis, double millimetres, int countChange) {
            if (!isOfMinutes) {
                add(atMillis, millimetres, countChange);
            }
        }

        @Override
        public void onRainOfMinute(long atMillis, double millimetres, int countChange) {
            if (isOfMinutes) {
                add(atMillis, millimetres, countChange);
            }
        }

        private void add(long atMillis, double millimetres, int countChange) {
            rainByHour.merge(
                    PaneWidth.HOUR.startOf(atMillis),
                    RainTotals.NONE.plus(sensor, millimetres, countChange),
                    (hour, added) -> hour.plus(sensor, millimetres, countChange));
        }

        @Override
        public void onFlag(Flag flag, int countChange) {
            // The place counts it.
        }
    }

    private int number(String sensorId) {
        return sensorNumbers.computeIfAbsent(sensorId, id -> sensorNumbers.size());
    }
}
