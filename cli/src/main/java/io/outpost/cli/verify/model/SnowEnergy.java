package io.outpost.cli.verify.model;

/**
 * What an hour of weather does to snow, as mm of ice that it melts; below 0, as mm of water that it
 * freezes or of cold that it adds.
 */
final class SnowEnergy {
    private static final double MILLIMETRES_PER_WATT = 3600 / SnowPack.FUSION_JOULES;
    private static final double WATER_JOULES_PER_KELVIN = 4186;
    private static final double ZERO_CELSIUS = 273.15;
    private static final double RADIATED = 0.98 * 5.67e-8;
    private static final double CONDUCTED = 5.2;
    private static final double GROUND_MILLIMETRES = 1.0 * MILLIMETRES_PER_WATT;
    private static final double ACTIVE_MILLIMETRES = 75;
    private static final double GROUND_ALBEDO = 0.2;
    private static final double THIN_MILLIMETRES = 10;

    private final SnowPack pack;
    private final AirOverSnow air;
    private final double activeMillimetres;
    private final double activeCelsius;

    private SnowEnergy(SnowPack pack, AirOverSnow air) {
        this.pack = pack;
        this.air = air;
        this.activeMillimetres = Math.min(pack.ice(), ACTIVE_MILLIMETRES);
        this.activeCelsius =
                -pack.cold()
                        * SnowPack.FUSION_JOULES
                        / (SnowPack.ICE_JOULES_PER_KELVIN * activeMillimetres);
    }

    /** Of a pack with ice. */
    static double millimetres(
            SnowPack pack, HourInput weather, Day day, Site site, double rainMillimetres) {
        SnowEnergy energy = new SnowEnergy(pack, new AirOverSnow(weather, day, site));
        double sun = Sun.wattsPerSquareMetre(site, weather.startMillis());
        double byRain = WATER_JOULES_PER_KELVIN * rainMillimetres * Math.max(0, weather.celsius());
        return energy.throughSurface(sun) + byRain / SnowPack.FUSION_JOULES;
    }

    private double throughSurface(double sun) {
        double atZero = wattsAtZero(sun);
        double slope =
                4 * RADIATED * StrictMath.pow(ZERO_CELSIUS, 3)
                        + air.heatPerKelvin()
                        + 0.44 * air.latentPerHectopascal();
        double surface = (atZero + CONDUCTED * activeCelsius) / (slope + CONDUCTED);
        return surface >= 0
                ? atZero * MILLIMETRES_PER_WATT + GROUND_MILLIMETRES
                : conducted(surface);
    }

    /** Only what the active layer conducts, and never beyond the surface's temperature. */
    private double conducted(double surface) {
        double difference = surface - activeCelsius;
        double energy = CONDUCTED * difference * MILLIMETRES_PER_WATT + GROUND_MILLIMETRES;
        double full =
                SnowPack.ICE_JOULES_PER_KELVIN
                        * activeMillimetres
                        * difference
                        / SnowPack.FUSION_JOULES;
        return energy < 0
                ? Math.max(energy, full - pack.liquid())
                : Math.min(energy, Math.max(0, full) + GROUND_MILLIMETRES);
    }

    /** Into a surface of 0 degC, W/m2. */
    private double wattsAtZero(double sun) {
        double thinness = StrictMath.exp(-pack.ice() / THIN_MILLIMETRES);
        double albedo = GROUND_ALBEDO + (pack.albedo() - GROUND_ALBEDO) * (1 - thinness);
        double shortWave = (1 - albedo) * air.transmitted() * sun;
        double longWave =
                RADIATED
                        * (air.emissivity() * StrictMath.pow(air.kelvin(), 4)
                                - StrictMath.pow(ZERO_CELSIUS, 4));
        return shortWave + longWave + air.turbulentAtZero();
    }
}
