package io.outpost.api.display;

import io.outpost.core.unit.Unit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * In which units values are shown: a system, and for temperatures, speeds and depths of water
 * possibly another unit. Two are equal when they show the same, however they were asked for.
 *
 * @param others what is not shown in the unit in which it is kept, and in which then
 */
record Units(Map<Unit, Unit> others) {

    /** All in the units in which values are kept, which their names say. */
    static final Units METRIC = new Units(Map.of());

    /** The query parameters by which they are asked for. */
    static final Set<String> PARAMETERS =
            UnitChoice.ALL.stream()
                    .map(UnitChoice::parameter)
                    .collect(Collectors.toUnmodifiableSet());

    Units {
        others = Map.copyOf(others);
    }

    /**
     * Those that are asked for.
     *
     * @param asked the values of parameters
     */
    static Units of(Function<String, Optional<String>> asked) {
        Map<Unit, Unit> shown = new EnumMap<>(Unit.class);
        for (UnitChoice choice : UnitChoice.ALL) {
            asked.apply(choice.parameter()).ifPresent(text -> shown.putAll(choice.parse(text)));
        }
        shown.entrySet().removeIf(one -> one.getKey() == one.getValue());
        return shown.isEmpty() ? METRIC : new Units(shown);
    }

    /** In which a value is shown that is kept in a unit. */
    Unit of(Unit kept) {
        return others.getOrDefault(kept, kept);
    }
}
