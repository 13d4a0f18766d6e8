package io.outpost.cli.verify.model;

/**
 * The snow on the ground, of one layer.
 *
 * @param ice mm of water
 * @param liquid mm of water between the ice, at most a twentieth of it
 * @param cold mm of melt that it takes to warm the ice to 0 degC
 * @param albedo 0.5..0.85
 * @param density kg/m3
 */
public record SnowPack(double ice, double liquid, double cold, double albedo, double density) {
    static final double FUSION_JOULES = 334_000;
    static final double ICE_JOULES_PER_KELVIN = 2100;

    /** Bare ground. */
    public static final SnowPack NONE = new SnowPack(0, 0, 0, 0.85, 100);

    private static final double NO_COLD = 1e-9;
    private static final double FRESH_ALBEDO = 0.85;
    private static final double OLD_ALBEDO = 0.5;
    private static final double REFRESHING_MILLIMETRES = 10;
    private static final double HIGHEST_DENSITY = 917;

    public double waterEquivalentMillimetres() {
        return ice + liquid;
    }

    public double depthCentimetres() {
        return 100 * waterEquivalentMillimetres() / density;
    }

    /** How high so much new snow lies that fell at an air temperature, cm. */
    public static double newSnowCentimetres(double snowMillimetres, double celsius) {
        return 100 * snowMillimetres / freshDensity(celsius);
    }

    private static double freshDensity(double celsius) {
        return Math.min(120, 67.92 + 51.25 * StrictMath.exp(celsius / 2.59));
    }

    boolean isBare() {
        return ice == 0;
    }

    /** An hour older, and covered by this much new snow at an air temperature. */
    SnowPack aged(double snow, double celsius) {
        SnowPack before = isBare() ? NONE : this;
        SnowPack settled =
                new SnowPack(
                        before.ice,
                        before.liquid,
                        before.cold,
                        before.albedoAfter(snow),
                        before.settledDensity());
        return snow > 0 ? settled.covered(snow, celsius) : settled;
    }

    /** As it lies after energy has worked on it. */
    SnowPack holding(double newIce, double newLiquid, double newCold) {
        return new SnowPack(newIce, newLiquid, newCold, albedo, Math.min(HIGHEST_DENSITY, density));
    }

    private boolean isMelting() {
        return cold <= NO_COLD && liquid > 0;
    }

    private double albedoAfter(double snow) {
        double aged = albedo;
        if (!isBare()) {
            aged =
                    isMelting()
                            ? OLD_ALBEDO + (albedo - OLD_ALBEDO) * StrictMath.exp(-1 / 100.0)
                            : albedo - 1 / 3000.0;
        }
        double fresh = Math.min(1, snow / REFRESHING_MILLIMETRES);
        return Math.max(OLD_ALBEDO, aged + (FRESH_ALBEDO - aged) * fresh);
    }

    private double settledDensity() {
        double limit = isMelting() ? 500 : 300;
        return isBare() || density >= limit
                ? density
                : limit + (density - limit) * StrictMath.exp(-1 / 200.0);
    }

    private SnowPack covered(double snow, double celsius) {
        double depth = waterEquivalentMillimetres() / density + snow / freshDensity(celsius);
        double added = snow * Math.max(0, -celsius) * ICE_JOULES_PER_KELVIN / FUSION_JOULES;
        return new SnowPack(
                ice + snow,
                liquid,
                cold + added,
                albedo,
                (waterEquivalentMillimetres() + snow) / depth);
    }
}
