package io.outpost.api.observation;

import io.outpost.api.series.ObservedName;
import io.outpost.api.series.Ucum;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import io.outpost.weather.Quantity;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The quantities of an observation by their names in parameters, answers and columns. */
final class ObservedQuantities {

    private ObservedQuantities() {}

    /** Those that the parameter "quantity" names; none: none named. */
    static Set<Quantity> asked(Request request) {
        List<Quantity> named =
                request.texts("quantity").stream().map(ObservedQuantities::parse).toList();
        return named.isEmpty() ? Set.of() : EnumSet.copyOf(named);
    }

    static Map<String, String> units(Collection<Quantity> quantities) {
        return Ucum.ofNames(quantities.stream().map(ObservedName::of).toList());
    }

    private static Quantity parse(String name) {
        return Arrays.stream(Quantity.values())
                .filter(quantity -> ObservedName.of(quantity).equals(name))
                .findFirst()
                .orElseThrow(ObservedQuantities::unknown);
    }

    private static ProblemException unknown() {
        String names =
                Arrays.stream(Quantity.values())
                        .map(ObservedName::of)
                        .collect(Collectors.joining(", "));
        return ProblemException.invalid("quantity", "unknown", "must be of: " + names);
    }
}
