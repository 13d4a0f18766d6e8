package io.outpost.cli.verify.model;

/** What the air of an hour lets through, radiates and exchanges with snow below it. */
final class AirOverSnow {
    private static final double ZERO_CELSIUS = 273.15;
    private static final double USUAL_WIND = 1.5;
    private static final double LEAST_WIND = 0.5;
    private static final double EXCHANGED = 0.003;
    private static final double WET_DAY_MILLIMETRES = 1;
    private static final double CLOUD_WEIGHT = 0.84;
    private static final double SNOW_VAPOUR_HECTOPASCALS = 6.11;

    private final double celsius;
    private final double vapourHectopascals;
    private final double transmitted;
    private final double cloud;
    private final double heatPerKelvin;
    private final double latentPerHectopascal;

    AirOverSnow(HourInput weather, Day day, Site site) {
        celsius = weather.celsius();
        vapourHectopascals = vapour(weather, day);
        double clear = 0.75 + 2e-5 * site.elevationMetres();
        double wet = day.precipitationMillimetres() >= WET_DAY_MILLIMETRES ? 0.75 : 1;
        transmitted = Math.min(clear, Math.max(0.1, 0.16 * day.rootOfRange() * wet));
        cloud = Math.min(1, 1.35 * (1 - transmitted / clear));
        double pressure = pressure(weather, site);
        double exchange = exchange(weather, pressure);
        heatPerKelvin = 1005 * exchange;
        latentPerHectopascal = exchange * 0.622 / pressure * 2.834e6;
    }

    /** The share of the sun's radiation that reaches the ground. */
    double transmitted() {
        return transmitted;
    }

    /** Of the sky: Brutsaert 1975 where it is clear, with the share of clouds. */
    double emissivity() {
        double clear = 1.24 * StrictMath.pow(vapourHectopascals / kelvin(), 1 / 7.0);
        return clear * (1 - CLOUD_WEIGHT * cloud) + CLOUD_WEIGHT * cloud;
    }

    double kelvin() {
        return celsius + ZERO_CELSIUS;
    }

    /** W/m2 per K between air and surface. */
    double heatPerKelvin() {
        return heatPerKelvin;
    }

    /** W/m2 per hPa between the vapour of the air and of the surface. */
    double latentPerHectopascal() {
        return latentPerHectopascal;
    }

    /** Sensible and latent heat into a surface of 0 degC, W/m2. */
    double turbulentAtZero() {
        return heatPerKelvin * celsius
                + latentPerHectopascal * (vapourHectopascals - SNOW_VAPOUR_HECTOPASCALS);
    }

    private static double vapour(HourInput weather, Day day) {
        return Double.isNaN(weather.humidityPercent())
                ? Vapour.saturationHectopascals(Math.min(day.lowestCelsius(), weather.celsius()))
                : Vapour.saturationHectopascals(weather.celsius())
                        * weather.humidityPercent()
                        / 100;
    }

    private static double pressure(HourInput weather, Site site) {
        return Double.isNaN(weather.pressureHectopascals())
                ? 1013.25 * StrictMath.pow(1 - 2.25577e-5 * site.elevationMetres(), 5.25588)
                : weather.pressureHectopascals();
    }

    /** Warm air lies stably over snow, and hinders its own exchange (Price and Dunne 1976). */
    private double exchange(HourInput weather, double pressure) {
        double given = weather.windMetresPerSecond();
        double wind = Math.max(LEAST_WIND, Double.isNaN(given) ? USUAL_WIND : given);
        double damping =
                celsius > 0 ? 1 / (1 + 10 * 9.81 * 2 * celsius / (kelvin() * wind * wind)) : 1;
        double density = 100 * pressure / (287.05 * kelvin());
        return density * EXCHANGED * wind * damping;
    }
}
