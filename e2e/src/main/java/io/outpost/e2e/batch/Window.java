package io.outpost.e2e.batch;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A rolling window and the fields that have a mean over it. */
enum Window {
    QUARTER_HOUR("15m", 15 * 60),
    HOUR("1h", 60 * 60),
    DAY("24h", 24 * 60 * 60);

    private final String suffix;
    private final long seconds;

    Window(String suffix, long seconds) {
        this.suffix = suffix;
        this.seconds = seconds;
    }

    /**
     * Puts counts, means and coverage of the samples in [end - window, end).
     *
     * @param samples by time
     * @param to index of the first sample at or after the end
     */
    void roll(List<Sample> samples, int to, long endEpochSecond, Map<String, Double> values) {
        int from = to;
        while (from > 0
                && samples.get(from - 1).at().getEpochSecond() >= endEpochSecond - seconds) {
            from--;
        }
        List<Sample> covered = samples.subList(from, to);
        for (Field field : fields()) {
            Statistics statistics = new Statistics();
            covered.stream()
                    .mapToDouble(s -> s.value(field))
                    .filter(v -> !Double.isNaN(v))
                    .forEach(statistics::add);
            if (statistics.count() > 0) {
                values.put(field.column() + "_n_" + suffix, (double) statistics.count());
                values.put(field.column() + "_mean_" + suffix, statistics.mean());
            }
        }
        values.put("coverage_" + suffix, coverage(covered, seconds));
    }

    private Set<Field> fields() {
        Set<Field> fields =
                EnumSet.of(Field.HEAT_INDEX, Field.AIR_TEMPERATURE, Field.RELATIVE_HUMIDITY);
        if (this == HOUR) {
            fields.add(Field.WIND_CHILL);
        }
        return fields;
    }

    /** The share of a span that the samples' intervals cover. */
    static double coverage(List<Sample> samples, long spanSeconds) {
        long covered = samples.stream().mapToLong(Sample::intervalSeconds).sum();
        return Math.min(1, (double) covered / spanSeconds);
    }
}
