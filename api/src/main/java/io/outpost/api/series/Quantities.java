package io.outpost.api.series;

import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import io.outpost.core.weather.Quantity;
import io.outpost.core.weather.Quantity.Kind;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The quantities that answers have, by their names in parameters, answers and columns. */
public final class Quantities {
    /** Those that senders send. */
    public static final Set<Quantity> SENT =
            Collections.unmodifiableSet(EnumSet.copyOf(Quantity.sent()));

    private static final Set<Kind> OTHERS_OF_PANES = Set.of(Kind.SUM, Kind.CIRCULAR);

    /** Those that panes keep: counters add to the total, and some are only rolled. */
    public static final Set<Quantity> OF_PANES =
            Arrays.stream(Quantity.values())
                    .filter(
                            one ->
                                    one.kind().isAggregated()
                                            || OTHERS_OF_PANES.contains(one.kind()))
                    .collect(
                            Collectors.collectingAndThen(
                                    Collectors.toCollection(() -> EnumSet.noneOf(Quantity.class)),
                                    Collections::unmodifiableSet));

    private static final String OF_MODELS =
            "is of the models; see timeseries with source=models, and no other source's with it";

    private Quantities() {}

    /** The quantities that the parameter "quantity" names; none: none named. */
    public static Set<Quantity> asked(Request request, Collection<Quantity> offered) {
        List<Quantity> named =
                request.texts("quantity").stream().map(name -> parse(name, offered)).toList();
        return named.isEmpty() ? Set.of() : EnumSet.copyOf(named);
    }

    /** As in parameters, answers and columns. */
    public static List<String> names(Collection<Quantity> quantities) {
        return quantities.stream().map(Quantity::columnName).toList();
    }

    private static Quantity parse(String name, Collection<Quantity> offered) {
        return offered.stream()
                .filter(quantity -> quantity.columnName().equals(name))
                .findFirst()
                .orElseThrow(() -> refused(name, offered));
    }

    /** A quantity that there is, but not in this form, is rejected with where it is. */
    private static ProblemException refused(String name, Collection<Quantity> offered) {
        String names =
                Arrays.stream(Quantity.values())
                        .filter(offered::contains)
                        .map(Quantity::columnName)
                        .collect(Collectors.joining(", "));
        return named(name)
                .map(known -> notHere(name, where(known), names))
                .or(() -> ModelQuantities.named(name).map(any -> notHere(name, OF_MODELS, names)))
                .orElseGet(
                        () ->
                                ProblemException.invalid(
                                        "quantity", "unknown", "must be of: " + names));
    }

    /** The refusal of a quantity that there is, with where it is, and what there is here. */
    static ProblemException notHere(String name, String where, String names) {
        return ProblemException.invalid(
                "quantity",
                "not-served-here",
                name + " " + where + "; here it must be of: " + names);
    }

    static Optional<Quantity> named(String name) {
        return Arrays.stream(Quantity.values())
                .filter(one -> one.columnName().equals(name))
                .findFirst();
    }

    private static String where(Quantity known) {
        return switch (known.kind()) {
            case MEAN, SUM -> "has no mean over this window";
            case CIRCULAR -> "has no rolling mean";
            case COUNTER -> "adds to precipitation_millimetres";
            case DERIVED -> "is computed, not sent; see aggregates and timeseries";
            case COMPONENT -> "is a part of wind_direction_degrees";
            case ROLLED -> "has rolling means only; see timeseries with rolling=1h";
        };
    }
}
