package io.outpost.core.model;

/** The parameters of a place with the step that they make, which costs as much as an hour. */
public record SteppedPlace(ModelParameters parameters, HourStep step) {
    public static SteppedPlace of(ModelParameters parameters) {
        return new SteppedPlace(parameters, new HourStep(parameters));
    }
}
