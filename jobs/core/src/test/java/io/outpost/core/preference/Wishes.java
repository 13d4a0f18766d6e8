package io.outpost.core.preference;

import io.outpost.core.condition.Condition;
import io.outpost.core.preference.Expression.All;
import io.outpost.core.preference.Expression.Any;
import io.outpost.core.preference.Expression.Comparison;
import io.outpost.core.preference.Expression.ForAtLeast;
import io.outpost.core.preference.Expression.LevelComparison;
import io.outpost.core.preference.Expression.Not;
import io.outpost.core.preference.Preference.Step;
import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.util.List;

/** Small preferences for tests, said shortly. */
final class Wishes {
    static final Signal CELSIUS =
            Signal.measure(Quantity.AIR_TEMPERATURE_CELSIUS, Statistic.MEAN, 0);
    static final Signal PERCENT =
            Signal.measure(Quantity.RELATIVE_HUMIDITY_PERCENT, Statistic.MEAN, 0);
    static final Signal WIND =
            Signal.measure(Quantity.WIND_SPEED_METRES_PER_SECOND, Statistic.MEAN, 0);
    static final Signal GUST =
            Signal.measure(Quantity.WIND_GUST_METRES_PER_SECOND, Statistic.MAXIMUM, 0);
    static final List<Step> NOTICE = List.of(new Step(Severity.NOTICE, Duration.ZERO));

    private Wishes() {}

    static Signal rain(int hours) {
        return Signal.measure(
                Quantity.PRECIPITATION_MILLIMETRES, Statistic.TOTAL, hours == 1 ? 0 : hours * 3600);
    }

    static Expression atLeast(Signal signal, double threshold) {
        return compare(signal, Operator.AT_LEAST, threshold, 0, NoData.UNKNOWN);
    }

    static Expression atMost(Signal signal, double threshold) {
        return compare(signal, Operator.AT_MOST, threshold, 0, NoData.UNKNOWN);
    }

    static Expression compare(
            Signal signal, Operator operator, double threshold, double hysteresis, NoData noData) {
        return new Comparison(signal, operator, Threshold.of(threshold), hysteresis, noData);
    }

    static Expression mudAtMost(int level, String name) {
        return new LevelComparison(Condition.MUD, Operator.AT_MOST, level, name, NoData.UNKNOWN);
    }

    static Expression all(Expression... parts) {
        return new All(List.of(parts));
    }

    static Expression any(Expression... parts) {
        return new Any(List.of(parts));
    }

    static Expression not(Expression part) {
        return new Not(part);
    }

    static Expression forAtLeast(Duration lasting, Expression part) {
        return new ForAtLeast(lasting, part);
    }

    /** At once, without any waiting. */
    static Preference preference(Expression when) {
        return preference(when, Duration.ZERO, Duration.ZERO, Duration.ZERO, NOTICE);
    }

    static Preference preference(
            Expression when,
            Duration pending,
            Duration recovery,
            Duration cooldown,
            List<Step> steps) {
        return new Preference("wish", when, pending, recovery, cooldown, steps, List.of(), null);
    }
}
