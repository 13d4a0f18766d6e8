package io.outpost.cli.replay.mapping;

import io.outpost.core.weather.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** Where the value of a quantity comes from. */
public sealed interface QuantitySource {
    Quantity quantity();

    /**
     * A column with numbers in some unit; some texts may stand for such numbers, such as Calm for
     * 0.
     *
     * @param sentinels sent as they are, without conversion, so that the job flags them
     * @param replace text to number
     */
    record Column(
            Quantity quantity,
            String column,
            Conversion conversion,
            Map<String, BigDecimal> replace,
            Set<Double> sentinels)
            implements QuantitySource {}

    /** Computed from the air temperature and another quantity of the same row. */
    record Derived(Quantity quantity, Quantity from) implements QuantitySource {}
}
