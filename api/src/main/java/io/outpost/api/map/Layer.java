package io.outpost.api.map;

import io.outpost.api.series.ModelQuantities;
import io.outpost.api.series.Quantities;
import io.outpost.api.series.Source;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import io.outpost.core.condition.Condition;
import io.outpost.core.model.ModelQuantity;
import io.outpost.core.weather.Quantity;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a map shows of each place: a quantity, measured or of the models, or a condition. */
sealed interface Layer {

    /** The parameters by which a layer is asked for. */
    Set<String> PARAMETERS = Set.of("quantity", "source", "condition");

    /** Of the quantity or of the condition, as answers have it. */
    String name();

    /** Where values are from; null of a condition, which has none. */
    Source source();

    /** A quantity that panes keep. */
    record Measured(Quantity quantity) implements Layer {

        @Override
        public String name() {
            return quantity.columnName();
        }

        @Override
        public Source source() {
            return Source.PANES;
        }
    }

    /** A quantity of the hourly models. */
    record Modelled(ModelQuantity quantity) implements Layer {

        @Override
        public String name() {
            return quantity.columnName();
        }

        @Override
        public Source source() {
            return Source.MODELS;
        }
    }

    /** The state of a condition. */
    record Judged(Condition condition) implements Layer {

        @Override
        public String name() {
            return condition.name();
        }

        @Override
        public Source source() {
            return null;
        }
    }

    /** The layer that a request asks for, by quantity or by condition, never both. */
    static Layer of(Request request) {
        Optional<String> condition = request.text("condition");
        if (condition.isPresent() && (request.has("quantity") || request.has("source"))) {
            throw ProblemException.invalid(
                    "condition", "exclusive", "give a quantity or a condition, not both");
        }
        if (condition.isPresent()) {
            return new Judged(condition(condition.get()));
        }
        return source(request) == Source.MODELS
                ? new Modelled(one(ModelQuantities.asked(request)))
                : new Measured(one(Quantities.asked(request, Quantities.OF_PANES)));
    }

    private static Source source(Request request) {
        Optional<Source> asked = request.text("source").map(Source::parse);
        if (asked.equals(Optional.of(Source.RAW))) {
            throw ProblemException.invalid(
                    "source", "not-served-here", "must be panes or models on a map");
        }
        boolean ofModels = ModelQuantities.areAskedAlone(request);
        return asked.orElse(ofModels ? Source.MODELS : Source.PANES);
    }

    private static <Q> Q one(Set<Q> asked) {
        if (asked.size() != 1) {
            throw ProblemException.invalid(
                    "quantity",
                    asked.isEmpty() ? "missing" : "more-than-one",
                    "name one, such as air_temperature_celsius, or give a condition");
        }
        return asked.iterator().next();
    }

    private static Condition condition(String text) {
        return Arrays.stream(Condition.values())
                .filter(one -> one.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> unknown());
    }

    private static ProblemException unknown() {
        String names =
                Arrays.stream(Condition.values()).map(Enum::name).collect(Collectors.joining(", "));
        return ProblemException.invalid("condition", "unknown", "must be of: " + names);
    }
}
