package io.outpost.cli.replay.mapping;

import java.util.Map;

/** Where the value of a quantity comes from. */
public sealed interface QuantitySource {
    Quantity quantity();

    /**
     * A column in a unit; some texts may stand for numbers in that unit, such as Calm for 0.
     *
     * @param replace text to number
     */
    record Column(Quantity quantity, String column, Unit unit, Map<String, String> replace)
            implements QuantitySource {}

    /** Computed from the air temperature and another quantity of the same row. */
    record Derived(Quantity quantity, Quantity from) implements QuantitySource {}
}
