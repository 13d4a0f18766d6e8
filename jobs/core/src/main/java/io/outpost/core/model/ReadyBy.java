package io.outpost.core.model;

import java.util.Optional;
import java.util.function.ToDoubleBiFunction;

/**
 * How long it takes a place to be ready, if no rain comes and days stay as they were. An estimate:
 * it is given as between half and twice the hours, which held for 6 in 10 dry spells
 * (docs/science.md).
 *
 * @param hours from the state that it was asked for, 0..720
 */
public record ReadyBy(int hours) {
    private static final int MOST_HOURS = 30 * 24;
    private static final int MOST_GIVEN_HOURS = 10 * 24;

    /**
     * Until the ground is drier than a threshold.
     *
     * @param days mean extremes of the last 7 days
     * @param firstEpochHour the hour after that of the state
     * @param threshold wetness, 0..1 ({@link Wetness})
     * @return empty when it takes more than 30 days
     */
    public static Optional<ReadyBy> drierThan(
            double threshold,
            ModelState state,
            SteppedPlace place,
            DayCycle days,
            long firstEpochHour) {
        if (Nearly.below(Wetness.of(state, place.parameters().soil()), threshold)) {
            return Optional.of(new ReadyBy(0));
        }
        return first(
                threshold,
                (after, fluxes) -> Wetness.of(after, place.parameters().soil()),
                new DrySpell(state, place, days, firstEpochHour));
    }

    /**
     * Until a stream is lower than a threshold, at the earliest in an hour.
     *
     * @param days mean extremes of the last 7 days
     * @param firstEpochHour the hour after that of the state
     * @param threshold flow index, mm/h
     * @return empty when it takes more than 30 days
     */
    public static Optional<ReadyBy> lowerThan(
            double threshold,
            ModelState state,
            SteppedPlace place,
            DayCycle days,
            long firstEpochHour) {
        return first(
                threshold,
                (after, fluxes) -> fluxes.flowMillimetresPerHour(),
                new DrySpell(state, place, days, firstEpochHour));
    }

    /** It may be ready by then already. */
    public int earliestHours() {
        return hours / 2;
    }

    /** It is likely to be ready by then. */
    public int latestHours() {
        return 2 * hours;
    }

    /** True: to be given as "not within 10 days", without a time. */
    public boolean isBeyondTenDays() {
        return hours > MOST_GIVEN_HOURS;
    }

    private static Optional<ReadyBy> first(
            double threshold, ToDoubleBiFunction<ModelState, HourFluxes> measure, DrySpell spell) {
        for (int hours = 1; hours <= MOST_HOURS; hours++) {
            HourFluxes fluxes = spell.step();
            if (Nearly.below(measure.applyAsDouble(spell.state(), fluxes), threshold)) {
                return Optional.of(new ReadyBy(hours));
            }
        }
        return Optional.empty();
    }
}
