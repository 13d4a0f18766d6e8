package io.outpost.api.series;

import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import io.outpost.core.model.ModelQuantity;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The quantities of the hourly models, by their names in parameters, answers and columns. Some are
 * measured as well, such as snow_depth_centimetres: without a source that name means the measured
 * one.
 */
public final class ModelQuantities {

    private static final String MEASURED = "is measured; see timeseries without source=models";

    private ModelQuantities() {}

    /** Those that the parameter "quantity" names, one at least. */
    public static Set<ModelQuantity> asked(Request request) {
        List<ModelQuantity> named =
                Series.names(request).stream()
                        .map(name -> named(name).orElseThrow(() -> refused(name)))
                        .toList();
        return EnumSet.copyOf(named);
    }

    /** True when quantities are named, and each of them is one that only the models have. */
    public static boolean areAskedAlone(Request request) {
        List<String> names = request.texts("quantity");
        return !names.isEmpty()
                && names.stream()
                        .allMatch(
                                name ->
                                        named(name).isPresent()
                                                && Quantities.named(name).isEmpty());
    }

    static Optional<ModelQuantity> named(String name) {
        return Arrays.stream(ModelQuantity.values())
                .filter(one -> one.columnName().equals(name))
                .findFirst();
    }

    private static ProblemException refused(String name) {
        String names =
                Arrays.stream(ModelQuantity.values())
                        .map(ModelQuantity::columnName)
                        .collect(Collectors.joining(", "));
        return Quantities.named(name)
                .map(known -> Quantities.notHere(name, MEASURED, names))
                .orElseGet(
                        () ->
                                ProblemException.invalid(
                                        "quantity", "unknown", "must be of: " + names));
    }
}
