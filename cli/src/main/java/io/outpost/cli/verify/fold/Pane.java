package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.log.Measure;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What one span of time of a place has seen so far. */
public final class Pane {
    /** Ordinals of the measures that have a count and a sum; rain has its own by sensor. */
    private static final int[] KEPT =
            Stream.concat(Measure.AGGREGATED.stream(), Measure.ROLLED.stream())
                    .mapToInt(Measure::ordinal)
                    .distinct()
                    .toArray();

    private final long startMillis;
    private final int[] counts = new int[Measure.COUNT];
    private final double[] minima = new double[Measure.COUNT];
    private final double[] maxima = new double[Measure.COUNT];
    private final Sum[] sums = new Sum[Measure.COUNT];
    private final Map<String, Total> rain = new TreeMap<>();
    private final Directions windDirections = new Directions();
    private int observations;
    private final long[] coveredSecondsOf = new long[Measure.COUNT];
    private final int[] withoutIntervalOf = new int[Measure.COUNT];
    private long coveredSeconds;
    private int withoutInterval;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;
    private final long openedMillis;
    private boolean closed;
    private Rolling hour;

    private static final class Total {
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
        double direction = observation.values()[Measure.WIND_DIRECTION_DEGREES.ordinal()];
        if (!Double.isNaN(direction)) {
            windDirections.add(direction);
        }
        for (int i : KEPT) {
            if (!Double.isNaN(observation.values()[i])) {
                add(i, observation.values()[i] + 0.0);
                coveredSecondsOf[i] += observation.coveredSeconds();
                withoutIntervalOf[i] += observation.coveredSeconds() == 0 ? 1 : 0;
            }
        }
    }

    private void add(int i, double value) {
        counts[i]++;
        minima[i] = value < minima[i] ? value : minima[i];
        maxima[i] = value > maxima[i] ? value : maxima[i];
        sums[i] = sums[i] == null ? new Sum() : sums[i];
        sums[i].add(value);
    }

    void addRain(String sensor, double millimetres) {
        Total of = rain.computeIfAbsent(sensor, id -> new Total());
        of.count++;
        of.millimetres.add(millimetres);
    }

    void removeRain(String sensor, double millimetres) {
        Total of = rain.get(sensor);
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

    public int count(Measure measure) {
        return counts[measure.ordinal()];
    }

    /** NaN without values. */
    public double minimum(Measure measure) {
        return count(measure) == 0 ? Double.NaN : minima[measure.ordinal()];
    }

    /** NaN without values. */
    public double maximum(Measure measure) {
        return count(measure) == 0 ? Double.NaN : maxima[measure.ordinal()];
    }

    /** NaN without values. */
    public double sum(Measure measure) {
        return count(measure) == 0 ? Double.NaN : sums[measure.ordinal()].value();
    }

    Directions windDirections() {
        return windDirections;
    }

    /** Null without values. */
    Sum exactSum(Measure measure) {
        return sums[measure.ordinal()];
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

    /** Of the observations that have a value of a measure. */
    long coveredSeconds(Measure measure) {
        return coveredSecondsOf[measure.ordinal()];
    }

    /** The same. */
    int withoutInterval(Measure measure) {
        return withoutIntervalOf[measure.ordinal()];
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
