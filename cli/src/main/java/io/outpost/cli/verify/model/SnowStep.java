package io.outpost.cli.verify.model;

/**
 * An hour of snow: what fell, what lies, what reaches the ground. What fell is what lies more and
 * what has reached the ground; nothing goes into the air.
 *
 * @param water mm that the pack, or the sky where there is none, lets through to the ground
 * @param snow mm that fell as snow
 * @param rain mm that fell as rain
 * @param melt mm of ice that melted, whether it stayed or not
 */
record SnowStep(SnowPack pack, double water, double snow, double rain, double melt) {
    private static final double HELD_PER_ICE = 0.05;
    private static final double LEAST_ICE = 1e-6;

    static SnowStep of(SnowPack before, HourInput weather, Day day, Site site) {
        double fallen = weather.precipitationMillimetres();
        double snow = fallen * Vapour.snowShare(weather.celsius(), weather.humidityPercent());
        double rain = fallen - snow;
        if (before.isBare() && snow == 0) {
            return new SnowStep(SnowPack.NONE, rain, snow, rain, 0);
        }
        SnowPack pack = before.aged(snow, weather.celsius());
        double energy = SnowEnergy.millimetres(pack, weather, day, site, rain);
        return energy >= 0 ? warmed(pack, energy, snow, rain) : cooled(pack, -energy, snow, rain);
    }

    private static SnowStep warmed(SnowPack pack, double energy, double snow, double rain) {
        double taken = Math.min(pack.cold(), energy);
        double melt = Math.min(energy - taken, pack.ice());
        return drained(
                pack.holding(pack.ice() - melt, pack.liquid() + rain + melt, pack.cold() - taken),
                snow,
                rain,
                melt);
    }

    private static SnowStep cooled(SnowPack pack, double loss, double snow, double rain) {
        double frozen = Math.min(pack.liquid() + rain, loss);
        return drained(
                pack.holding(
                        pack.ice() + frozen,
                        pack.liquid() + rain - frozen,
                        pack.cold() + loss - frozen),
                snow,
                rain,
                0);
    }

    /** Water freezes where it is cold; what the ice cannot hold then runs out. */
    private static SnowStep drained(SnowPack mixed, double snow, double rain, double melt) {
        double frozen = Math.min(mixed.liquid(), mixed.cold());
        double ice = mixed.ice() + frozen;
        double liquid = mixed.liquid() - frozen;
        if (ice <= LEAST_ICE) {
            SnowPack gone = mixed.holding(0, 0, 0);
            return new SnowStep(gone, ice + liquid, snow, rain, melt);
        }
        double water = Math.max(0, liquid - HELD_PER_ICE * ice);
        SnowPack pack = mixed.holding(ice, liquid - water, mixed.cold() - frozen);
        return new SnowStep(pack, water, snow, rain, melt);
    }
}
