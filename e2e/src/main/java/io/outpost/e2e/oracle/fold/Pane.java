package io.outpost.e2e.oracle.fold;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What one span of time of a place has seen so far. */
public final class Pane {
    private final long startMillis;
    private final int[] counts = new int[Channel.COUNT];
    private final double[] minima = new double[Channel.COUNT];
    private final double[] maxima = new double[Channel.COUNT];
    private final Sum[] sums = new Sum[Channel.COUNT];
    private final Map<String, SensorRain> rain = new TreeMap<>();
    private int observations;
    private long coveredSeconds;
    private int withoutInterval;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;
    private final long openedMillis;
    private boolean closed;
    private Rolling hour;

    private static final class SensorRain {
        private final Sum millimetres = new Sum();
        private int count;
    }

    /**
     * An empty pane.
     *
     * @param openedMillis {@code received} of the observation that opens it
     */
    Pane(long startMillis, long openedMillis) {
        this.startMillis = startMillis;
        this.openedMillis = openedMillis;
        Arrays.fill(minima, Double.POSITIVE_INFINITY);
        Arrays.fill(maxima, Double.NEGATIVE_INFINITY);
    }

    void add(Accepted observation) {
        observations++;
        coveredSeconds += observation.coveredSeconds();
        withoutInterval += observation.coveredSeconds() == 0 ? 1 : 0;
        firstMillis = Math.min(firstMillis, observation.at());
        lastMillis = Math.max(lastMillis, observation.at());
        for (int i = 0; i < Channel.COUNT; i++) {
            if (!Double.isNaN(observation.channels()[i])) {
                add(i, observation.channels()[i] + 0.0);
            }
        }
    }

    private void add(int channel, double value) {
        counts[channel]++;
        minima[channel] = value < minima[channel] ? value : minima[channel];
        maxima[channel] = value > maxima[channel] ? value : maxima[channel];
        sums[channel] = sums[channel] == null ? new Sum() : sums[channel];
        sums[channel].add(value);
    }

    void addRain(String sensor, double millimetres) {
        SensorRain of = rain.computeIfAbsent(sensor, id -> new SensorRain());
        of.count++;
        of.millimetres.add(millimetres);
    }

    void removeRain(String sensor, double millimetres) {
        SensorRain of = rain.get(sensor);
        of.count--;
        of.millimetres.subtract(millimetres);
        if (of.count == 0) {
            rain.remove(sensor);
        }
    }

    long openedMillis() {
        return openedMillis;
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    /** The hour that ends with this minute, if it is known and has not changed since. */
    Rolling hour() {
        return hour;
    }

    /** Null: it has changed. */
    void hour(Rolling computed) {
        hour = computed;
    }

    public long startMillis() {
        return startMillis;
    }

    public int observations() {
        return observations;
    }

    public int count(Channel channel) {
        return counts[channel.ordinal()];
    }

    /** NaN without values. */
    public double minimum(Channel channel) {
        return count(channel) == 0 ? Double.NaN : minima[channel.ordinal()];
    }

    /** NaN without values. */
    public double maximum(Channel channel) {
        return count(channel) == 0 ? Double.NaN : maxima[channel.ordinal()];
    }

    /** NaN without values. */
    public double sum(Channel channel) {
        return count(channel) == 0 ? Double.NaN : sums[channel.ordinal()].value();
    }

    /** Null without values. */
    Sum exactSum(Channel channel) {
        return sums[channel.ordinal()];
    }

    /** The share of a span that is covered; NaN when any interval is unknown. */
    public double coverage(long spanMillis) {
        return coverage(coveredSeconds, withoutInterval, spanMillis);
    }

    static double coverage(long coveredSeconds, int withoutInterval, long spanMillis) {
        return withoutInterval > 0
                ? Double.NaN
                : Math.min(1, coveredSeconds / (spanMillis / 1000.0));
    }

    long coveredSeconds() {
        return coveredSeconds;
    }

    int withoutInterval() {
        return withoutInterval;
    }

    long firstMillis() {
        return firstMillis;
    }

    long lastMillis() {
        return lastMillis;
    }

    public int rainCount() {
        return rain.values().stream().mapToInt(sensor -> sensor.count).sum();
    }

    /** Mean of the sensors' totals, mm; NaN without values. */
    public double rainMillimetres() {
        Sum total = new Sum();
        rain.values().forEach(sensor -> total.add(sensor.millimetres));
        return rain.isEmpty() ? Double.NaN : total.value() / rain.size();
    }
}
