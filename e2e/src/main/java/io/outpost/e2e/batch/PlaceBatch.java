package io.outpost.e2e.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All samples of one place: the first of each (sensor, second), implausible values left out and
 * counted, heat index and felt temperature added, in the order of time.
 */
final class PlaceBatch {
    /** Dew point and temperature, gust and mean wind are rounded apart. */
    private static final double ROUNDING = 0.5;

    private final List<Sample> samples = new ArrayList<>();
    private final Set<String> identities = new HashSet<>();
    private final Map<Field, Integer> flagged = new TreeMap<>();
    private int repeated;
    private int withoutValue;

    /** Takes the rows in the order of the recording. */
    void add(Sample raw) {
        Map<Field, Integer> flags = new EnumMap<>(Field.class);
        Map<Field, Double> good = goodValues(raw, flags);
        if (good.isEmpty()) {
            withoutValue++;
            return;
        }
        if (!identities.add(raw.identity())) {
            repeated++;
            return;
        }
        flags.forEach((field, n) -> flagged.merge(field, n, Integer::sum));
        addComputed(good);
        samples.add(raw.with(good));
    }

    /** The samples that count, by time. */
    List<Sample> inOrder() {
        samples.sort(Comparator.comparing(Sample::at));
        return samples;
    }

    int accepted() {
        return samples.size();
    }

    /** Rows of a (sensor, second) that was there before: duplicates or conflicts. */
    int repeated() {
        return repeated;
    }

    /** Rows without a single usable value: rejected. */
    int withoutValue() {
        return withoutValue;
    }

    Map<Field, Integer> flagged() {
        return flagged;
    }

    private static Map<Field, Double> goodValues(Sample raw, Map<Field, Integer> flags) {
        Map<Field, Double> good = new EnumMap<>(Field.class);
        raw.values()
                .forEach(
                        (field, value) -> {
                            if (field.isPlausible(value)) {
                                good.put(field, value);
                            } else {
                                flags.put(field, 1);
                            }
                        });
        if (exceeds(good.get(Field.DEW_POINT), good.get(Field.AIR_TEMPERATURE))) {
            good.remove(Field.DEW_POINT);
            flags.put(Field.DEW_POINT, 1);
        }
        if (exceeds(good.get(Field.WIND_SPEED), good.get(Field.WIND_GUST))) {
            good.remove(Field.WIND_GUST);
            flags.put(Field.WIND_GUST, 1);
        }
        return good;
    }

    private static boolean exceeds(Double one, Double other) {
        return one != null && other != null && one > other + ROUNDING;
    }

    private static void addComputed(Map<Field, Double> values) {
        Double temperature = values.get(Field.AIR_TEMPERATURE);
        if (temperature == null) {
            return;
        }
        Double humidity = values.get(Field.RELATIVE_HUMIDITY);
        if (humidity != null) {
            double heatIndex = Formulas.heatIndexCelsius(temperature, humidity);
            if (!Double.isNaN(heatIndex)) {
                values.put(Field.HEAT_INDEX, heatIndex);
            }
        }
        double wind = values.getOrDefault(Field.WIND_SPEED, Double.NaN);
        values.put(Field.WIND_CHILL, Formulas.feltCelsius(temperature, wind));
    }
}
