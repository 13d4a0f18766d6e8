package io.outpost.cli.simulate.weather;

/**
 * What is usual at a site, from its latitude, its height and a smooth random difference between
 * regions. Temperatures in degC.
 */
final class Climate {
    private static final double LAPSE_CELSIUS_PER_METRE = 0.006;
    private static final double DAYS_PER_YEAR = 365.2425;
    private static final double WARMEST_DAY_NORTH = 200;
    private static final double EARTH_CELLS = 6;

    final double meanCelsius;
    final double seasonCelsius;
    final double daySwingCelsius;

    /** 0 wet .. 1 desert. */
    final double dryness;

    final double frontCelsius;
    private final double warmestDay;

    Climate(Site site, Noise regions) {
        double latitude = Math.abs(site.latitude());
        double share = latitude / 90;
        double region = regional(site, regions, 0);
        meanCelsius =
                27
                        - 48 * StrictMath.pow(share, 1.7)
                        - LAPSE_CELSIUS_PER_METRE * site.elevationMetres()
                        + region;
        double inland = 1 + 0.4 * regional(site, regions, 50);
        seasonCelsius = Math.min(18, 0.6 + 11 * StrictMath.pow(latitude / 50, 1.3)) * inland;
        dryness = dryness(latitude, regional(site, regions, 100));
        daySwingCelsius = 2.5 + 3.5 * dryness;
        frontCelsius = 2 + 6 * Math.min(1, latitude / 50);
        warmestDay = site.latitude() >= 0 ? WARMEST_DAY_NORTH : WARMEST_DAY_NORTH + 182;
    }

    /** The usual mean of a day, degC. */
    double usualCelsius(double epochDays) {
        double phase = 2 * Math.PI * (epochDays - warmestDay) / DAYS_PER_YEAR;
        return meanCelsius + seasonCelsius * StrictMath.cos(phase);
    }

    /** The belts of deserts lie near 25 degrees. */
    private static double dryness(double latitude, double region) {
        double belt = StrictMath.exp(-StrictMath.pow((latitude - 25) / 9, 2));
        return Math.max(0, Math.min(1, 0.3 + 0.4 * belt * (1 + region) + 0.25 * region));
    }

    private static double regional(Site site, Noise regions, double channel) {
        double latitude = StrictMath.toRadians(site.latitude());
        double longitude = StrictMath.toRadians(site.longitude());
        double radius = EARTH_CELLS * StrictMath.cos(latitude);
        return regions.at(
                radius * StrictMath.cos(longitude) + channel,
                radius * StrictMath.sin(longitude),
                EARTH_CELLS * StrictMath.sin(latitude));
    }
}
