package io.outpost.decode.preference;

import io.outpost.core.condition.Condition;
import io.outpost.core.model.ModelQuantity;
import io.outpost.core.preference.NoData;
import io.outpost.core.preference.Operator;
import io.outpost.core.preference.Statistic;
import io.outpost.core.weather.Quantity;
import io.outpost.core.weather.Quantity.Kind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What documents name, each by its name. */
final class Names {
    /** The percentiles that a place learns. */
    static final List<Integer> PERCENTILES = List.of(76, 90, 99);

    static final Map<String, Quantity> MEASURES =
            byName(
                    Arrays.stream(Quantity.values()).filter(Names::isComparable).toList(),
                    Quantity::columnName);
    static final Map<String, ModelQuantity> MODELS =
            byName(
                    Arrays.stream(ModelQuantity.values()).filter(Names::isComparable).toList(),
                    ModelQuantity::columnName);
    static final Map<String, Condition> CONDITIONS =
            byName(List.of(Condition.values()), Condition::name);
    static final Map<String, Operator> OPERATORS =
            byName(List.of(Operator.values()), Operator::documentName);
    static final Map<String, NoData> NO_DATA =
            byName(List.of(NoData.values()), NoData::documentName);
    static final Map<String, Statistic> STATISTICS =
            byName(List.of(Statistic.values()), Statistic::documentName);

    private Names() {}

    private static boolean isComparable(Quantity quantity) {
        return quantity.kind().isAggregated()
                || quantity.kind() == Kind.ROLLED
                || quantity.kind() == Kind.SUM;
    }

    /** What the flow is judged by is asked for by its percentile. */
    private static boolean isComparable(ModelQuantity quantity) {
        return !EnumSet.of(
                        ModelQuantity.ELEVATED_FROM_MILLIMETRES_PER_HOUR,
                        ModelQuantity.HIGH_FROM_MILLIMETRES_PER_HOUR,
                        ModelQuantity.VERY_HIGH_FROM_MILLIMETRES_PER_HOUR)
                .contains(quantity);
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        return all.stream()
                .collect(
                        Collectors.toMap(
                                name,
                                Function.identity(),
                                (one, other) -> one,
                                LinkedHashMap::new));
    }

    /** What is taken where nothing is said. */
    static Statistic usual(Quantity quantity) {
        return quantity.kind() == Kind.SUM ? Statistic.TOTAL : Statistic.MEAN;
    }
}
