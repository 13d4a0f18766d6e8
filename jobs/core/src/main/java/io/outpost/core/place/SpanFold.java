package io.outpost.core.place;

import io.outpost.core.weather.Quantity;
import java.util.HashMap;
import java.util.Map;

/**
 * Folds stored observations of a place, in the order of event time, into spans of any length, by
 * the rules of the place's own panes. Each observation is given once.
 */
public final class SpanFold {
    /** Readings of a rain counter that are further apart give no increment. */
    public static final long COUNTER_KNOWN_MILLIS = AllowedLateness.HOUR_TIER_MILLIS;

    private static final int RAIN = Quantity.PRECIPITATION_MILLIMETRES.code();
    private static final int COUNTER = Quantity.PRECIPITATION_COUNTER_MILLIMETRES.code();

    private final Map<String, Integer> sensorNumbers = new HashMap<>();
    private final Map<String, RainCounter> counters = new HashMap<>();
    private final ObservedValues values = new ObservedValues();
    private Pane pane = new Pane();

    /**
     * Adds an observation to the span.
     *
     * @param intervalSeconds for how long it stands, s; 0 when not known
     * @param quantities by code of Quantity, SI; NaN where there is no value
     */
    public void add(String sensorId, long atMillis, int intervalSeconds, double[] quantities) {
        values.fill(quantities);
        pane.addObservation(atMillis, intervalSeconds);
        pane.addValues(values, ObservedValues.OF_HOURS);
        addRain(sensorId, atMillis, quantities[RAIN], quantities[COUNTER]);
    }

    /** True for an observation whose rain is given by its sensor's counter alone. */
    public static boolean isByCounter(double[] quantities) {
        return Double.isNaN(quantities[RAIN]) && !Double.isNaN(quantities[COUNTER]);
    }

    /** Whether a reading of the sensor's rain counter is there to compare the next one with. */
    public boolean knowsCounterOf(String sensorId) {
        return counters.containsKey(sensorId);
    }

    /** What a sensor's rain counter showed before the first span, mm. */
    public void startCounter(String sensorId, long atMillis, double counter) {
        counter(sensorId).read(atMillis, counter, (at, millimetres, countChange) -> {});
    }

    /** What has been added since the span before; the next span begins empty. */
    public Span end() {
        Span span = new Span(pane);
        pane = new Pane();
        return span;
    }

    private void addRain(String sensorId, long atMillis, double rain, double counter) {
        if (!Double.isNaN(rain)) {
            pane.addRain(number(sensorId), rain, 1);
        } else if (!Double.isNaN(counter)) {
            RainCounter known = counterAt(sensorId, atMillis);
            known.read(
                    atMillis,
                    counter,
                    (at, millimetres, countChange) ->
                            pane.addRain(number(sensorId), millimetres, countChange));
            known.forgetBefore(atMillis + 1);
        }
    }

    /** Forgets a counter by its age, not by where a fold began: pages may begin anywhere. */
    private RainCounter counterAt(String sensorId, long atMillis) {
        if (counter(sensorId).endsBefore(atMillis - COUNTER_KNOWN_MILLIS)) {
            counters.put(sensorId, new RainCounter());
        }
        return counter(sensorId);
    }

    private RainCounter counter(String sensorId) {
        return counters.computeIfAbsent(sensorId, id -> new RainCounter());
    }

    private int number(String sensorId) {
        return sensorNumbers.computeIfAbsent(sensorId, id -> sensorNumbers.size());
    }
}
