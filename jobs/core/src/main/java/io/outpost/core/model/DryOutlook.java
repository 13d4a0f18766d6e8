package io.outpost.core.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What the next 48 hours of a place become if no rain comes and days stay as they were: what beats
 * persistence on recordings (docs/science.md).
 */
public final class DryOutlook {
    /** How far it looks ahead. */
    public static final int HOURS = 48;

    private DryOutlook() {}

    /**
     * One hour of an outlook, as it ends.
     *
     * @param wetness of the ground, 0..1 ({@link Wetness})
     * @param flowMillimetresPerHour flow index
     */
    public record Hour(
            long epochHour,
            double wetness,
            double flowMillimetresPerHour,
            double snowWaterEquivalentMillimetres) {}

    /**
     * The 48 hours after a state.
     *
     * @param days extremes of the last 24 hours, with which it errs less than with those of more
     * @param firstEpochHour the hour after that of the state
     */
    public static List<Hour> of(
            ModelState state, SteppedPlace place, DayCycle days, long firstEpochHour) {
        DrySpell spell = new DrySpell(state, place, days, firstEpochHour);
        List<Hour> hours = new ArrayList<>(HOURS);
        for (int i = 0; i < HOURS; i++) {
            HourFluxes fluxes = spell.step();
            hours.add(
                    new Hour(
                            firstEpochHour + i,
                            Wetness.of(spell.state(), place.parameters().soil()),
                            fluxes.flowMillimetresPerHour(),
                            spell.state().snowWaterEquivalentMillimetres()));
        }
        return hours;
    }
}
