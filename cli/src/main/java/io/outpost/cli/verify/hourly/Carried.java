package io.outpost.cli.verify.hourly;

import io.outpost.cli.verify.model.Fluxes;
import io.outpost.cli.verify.model.HourState;

/**
 * What fades from one hour that is stepped to the next.
 *
 * @param snowLoadCentimetres new snow, halved every 24 h
 * @param evaporation out of the surface layer, mm a day; so the next two
 * @param drainage out of it
 * @param capillary into it
 */
record Carried(double snowLoadCentimetres, double evaporation, double drainage, double capillary) {
    static final Carried NONE = new Carried(0, 0, 0, 0);

    private static final double HALVED_IN_A_DAY = StrictMath.pow(2, -1.0 / 24);
    private static final double OF_A_DAY = 23.0 / 24;

    Carried with(HourState after, double newSnowCentimetres) {
        Fluxes fluxes = after.fluxes();
        return new Carried(
                snowLoadCentimetres * HALVED_IN_A_DAY + newSnowCentimetres,
                evaporation * OF_A_DAY + fluxes.upperEvaporation(),
                drainage * OF_A_DAY + fluxes.drainage(),
                capillary * OF_A_DAY + fluxes.rise());
    }
}
