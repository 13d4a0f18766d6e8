package io.outpost.core.preference;

import io.outpost.core.condition.Cadence;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The panes of a place over some time, in its order, as columns; only those that are not empty.
 * What was closed last, not what was known at the time. Spans of hours are made from the hours.
 */
public final class PaneSeries {
    /** A year, and some days. */
    public static final int MOST_MINUTES = 600_000;

    /** Eleven years. */
    public static final int MOST_HOURS = 100_000;

    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Cadence cadence;
    private final long[] startMillis;
    private final long[] firstObservedAtMillis;
    private final long[] lastObservedAtMillis;
    private final long staleAfterMillis;
    private final Map<Signal, double[]> columns = new HashMap<>();

    private PaneSeries(
            Cadence cadence, long[] starts, long[] firsts, long[] lasts, long staleAfterMillis) {
        int most = cadence == Cadence.HOUR ? MOST_HOURS : MOST_MINUTES;
        if (starts.length > most) {
            throw new IllegalArgumentException("a series has " + most + " such panes at most");
        }
        this.cadence = cadence;
        this.startMillis = requireRising(starts);
        this.firstObservedAtMillis = requireAsLong(firsts, starts.length);
        this.lastObservedAtMillis = requireAsLong(lasts, starts.length);
        this.staleAfterMillis = staleAfterMillis;
    }

    /**
     * Hours.
     *
     * @param startMillis of each, rising
     */
    public static PaneSeries ofHours(long[] startMillis) {
        long[] ends = Arrays.stream(startMillis).map(start -> start + HOUR_MILLIS).toArray();
        return new PaneSeries(
                Cadence.HOUR, startMillis, startMillis, ends, JudgedPane.HOURS_STALE_AFTER_MILLIS);
    }

    /**
     * Minutes.
     *
     * @param startMillis of each, rising
     * @param staleAfterMillis the silence that the place allows
     */
    public static PaneSeries ofMinutes(
            long[] startMillis,
            long[] firstObservedAtMillis,
            long[] lastObservedAtMillis,
            long staleAfterMillis) {
        return new PaneSeries(
                Cadence.MINUTE,
                startMillis,
                firstObservedAtMillis,
                lastObservedAtMillis,
                staleAfterMillis);
    }

    /**
     * Adds what is known of a signal: of panes, of rolling means of minutes, of models, of levels.
     *
     * @param values by pane; NaN where it is not known
     */
    public PaneSeries with(Signal signal, double[] values) {
        columns.put(signal, requireAsLong(values, startMillis.length));
        return this;
    }

    Cadence cadence() {
        return cadence;
    }

    int size() {
        return startMillis.length;
    }

    /** A pane with these values. */
    JudgedPane pane(int index, double[] values) {
        return new JudgedPane(
                startMillis[index] + (cadence == Cadence.HOUR ? HOUR_MILLIS : MINUTE_MILLIS),
                firstObservedAtMillis[index],
                lastObservedAtMillis[index],
                staleAfterMillis,
                values);
    }

    /** By position in a table, then by pane; null: nothing is known of it. */
    double[][] columns(SignalTable table) {
        double[][] all = new double[table.size()][];
        for (int i = 0; i < all.length; i++) {
            Signal signal = table.at(i);
            double[] known = columns.get(signal);
            double[] ofPanes = columns.get(signal.ofPane());
            boolean isSpan = known == null && signal.isOfHours() && ofPanes != null;
            all[i] = isSpan ? spans(signal, ofPanes) : known;
        }
        return all;
    }

    /**
     * When spans of rain will have what is missing after the last pane, as the hours in them grow
     * too old; of other signals nothing is known.
     */
    Outlook outlook() {
        return (signal, threshold) -> {
            double[] hours = columns.get(signal.ofPane());
            boolean isKnown =
                    signal.isOfHours()
                            && signal.statistic() == Statistic.TOTAL
                            && hours != null
                            && startMillis.length > 0
                            && !Double.isNaN(threshold);
            return isKnown ? hoursUntilAtMost(signal, threshold, hours) : Double.NaN;
        };
    }

    private double hoursUntilAtMost(Signal signal, double most, double[] hours) {
        int last = startMillis.length - 1;
        long end = epochHour(last) + 1;
        int first = last;
        while (first > 0 && epochHour(first - 1) >= end - signal.spanHours()) {
            first--;
        }
        long[] epochHours = IntStream.rangeClosed(first, last).mapToLong(this::epochHour).toArray();
        double[] ofSpan = Arrays.copyOfRange(hours, first, last + 1);
        HourSpan span = new HourSpan(signal.statistic());
        span.begin(end - signal.spanHours());
        for (int i = 0; i < ofSpan.length; i++) {
            span.add(epochHours[i], ofSpan[i]);
        }
        if (Double.isNaN(span.end(end))) {
            return Double.NaN;
        }
        return HourSpan.hoursUntilAtMost(most, epochHours, ofSpan, signal.spanHours(), end);
    }

    private double[] spans(Signal signal, double[] hours) {
        HourSpan span = new HourSpan(signal.statistic());
        double[] spans = new double[hours.length];
        int first = 0;
        for (int i = 0; i < hours.length; i++) {
            long end = epochHour(i) + 1;
            long begin = end - signal.spanHours();
            while (epochHour(first) < begin) {
                first++;
            }
            span.begin(begin);
            for (int hour = first; hour <= i; hour++) {
                span.add(epochHour(hour), hours[hour]);
            }
            spans[i] = span.end(end);
        }
        return spans;
    }

    private long epochHour(int index) {
        return Math.floorDiv(startMillis[index], HOUR_MILLIS);
    }

    private static long[] requireRising(long[] starts) {
        for (int i = 1; i < starts.length; i++) {
            if (starts[i] <= starts[i - 1]) {
                throw new IllegalArgumentException("panes must come in the order of time");
            }
        }
        return starts;
    }

    private static long[] requireAsLong(long[] values, int length) {
        requireAsLong(values.length, length);
        return values;
    }

    private static double[] requireAsLong(double[] values, int length) {
        requireAsLong(values.length, length);
        return values;
    }

    private static void requireAsLong(int length, int wanted) {
        if (length != wanted) {
            throw new IllegalArgumentException(
                    "there must be %d values, not %d".formatted(wanted, length));
        }
    }
}
