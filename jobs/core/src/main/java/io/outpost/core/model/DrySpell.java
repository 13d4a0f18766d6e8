package io.outpost.core.model;

/** The models of a place run on from a state, if no rain comes. The state itself stays. */
final class DrySpell {
    private final HourStep models;
    private final ModelState state;
    private final DayCycle days;
    private long nextEpochHour;

    /**
     * A spell.
     *
     * @param days each of its days
     * @param firstEpochHour the hour after that of the state
     */
    DrySpell(ModelState from, ModelParameters parameters, DayCycle days, long firstEpochHour) {
        this.models = new HourStep(parameters);
        this.state = from.copy();
        this.days = days;
        this.nextEpochHour = firstEpochHour;
    }

    /** An hour more. */
    HourFluxes step() {
        HourWeather hour = days.hour(nextEpochHour, models.sun());
        nextEpochHour++;
        return models.step(state, hour);
    }

    /** As it is after the last hour. */
    ModelState state() {
        return state;
    }
}
