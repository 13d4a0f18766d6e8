package io.outpost.core.model;

import io.outpost.core.weather.Humidity;

/** The energy that air and sky give to a surface of snow. */
final class SnowSurface {
    private static final double EMISSIVITY = 0.98;
    private static final double HEIGHT_METRES = 2;
    private static final double ICE_VAPOUR_PRESSURE_HECTOPASCALS = 6.11;
    private static final double ICE_VAPOUR_PRESSURE_HECTOPASCALS_PER_KELVIN = 0.44;
    private static final double WATER_TO_AIR = 0.622;
    private static final double LONG_WAVE_AT_ZERO = Physics.fourthPower(Physics.KELVIN_AT_ZERO);
    private static final double LONG_WAVE_SLOPE =
            EMISSIVITY
                    * 4
                    * Physics.STEFAN_BOLTZMANN
                    * Physics.KELVIN_AT_ZERO
                    * Physics.KELVIN_AT_ZERO
                    * Physics.KELVIN_AT_ZERO;

    private final SnowParameters.Sky sky;
    private final SnowParameters.Exchange exchange;
    private final SnowParameters.Albedo albedo;
    private final double clearTransmissivity;
    private final double standardPressureHectopascals;

    /**
     * The energy balance of a surface at a temperature t below 0 degC is {@code
     * wattsPerSquareMetreAtZero - slope * t}.
     *
     * @param slope what it loses less for each K that it is colder, W/m2/K
     */
    record Balance(double wattsPerSquareMetreAtZero, double slope) {}

    SnowSurface(SnowParameters parameters, double elevationMetres) {
        sky = parameters.sky();
        exchange = parameters.exchange();
        albedo = parameters.albedo();
        clearTransmissivity = 0.75 + 2e-5 * elevationMetres;
        standardPressureHectopascals =
                1013.25 * StrictMath.pow(1 - 2.25577e-5 * elevationMetres, 5.25588);
    }

    /** Of an hour. */
    Balance balance(ModelState state, HourWeather hour, double sunWattsPerSquareMetre) {
        double celsius = hour.airTemperatureCelsius();
        double vapourPressure = vapourPressureHectopascals(hour);
        double pressure =
                Double.isNaN(hour.pressureHectopascals())
                        ? standardPressureHectopascals
                        : hour.pressureHectopascals();
        double airExchange = airExchange(hour, pressure);
        double sensible = Physics.AIR_JOULES_PER_KILOGRAM_KELVIN * airExchange;
        double latent =
                airExchange * (WATER_TO_AIR / pressure * Physics.SUBLIMATION_JOULES_PER_KILOGRAM);
        double transmissivity = transmissivity(hour);
        double atZero =
                (1 - albedo(state)) * transmissivity * sunWattsPerSquareMetre
                        + longWave(celsius, vapourPressure, transmissivity)
                        + sensible * celsius
                        + latent * (vapourPressure - ICE_VAPOUR_PRESSURE_HECTOPASCALS);
        return new Balance(
                atZero,
                LONG_WAVE_SLOPE + sensible + ICE_VAPOUR_PRESSURE_HECTOPASCALS_PER_KELVIN * latent);
    }

    /** Where no humidity is known, the lowest temperature of the day stands for the dew point. */
    private static double vapourPressureHectopascals(HourWeather hour) {
        return Double.isNaN(hour.relativeHumidityPercent())
                ? Humidity.saturationVapourPressureHectopascals(hour.lowestCelsius())
                : Humidity.saturationVapourPressureHectopascals(hour.airTemperatureCelsius())
                        * hour.relativeHumidityPercent()
                        / 100;
    }

    /** Share of the sun that comes through: clear days have wide ranges of temperature. */
    private double transmissivity(HourWeather hour) {
        double byRange =
                sky.transmissivityPerRootKelvin()
                        * StrictMath.sqrt(hour.highestCelsius() - hour.lowestCelsius())
                        * (hour.dayPrecipitationMillimetres() >= 1 ? sky.wetShare() : 1);
        return StrictMath.min(
                clearTransmissivity, StrictMath.max(sky.leastTransmissivity(), byRange));
    }

    private double longWave(double celsius, double vapourPressure, double transmissivity) {
        double cloud = StrictMath.min(1, 1.35 * (1 - transmissivity / clearTransmissivity));
        double kelvin = celsius + Physics.KELVIN_AT_ZERO;
        double cloudShare = sky.cloudWeight() * cloud;
        double emissivity =
                sky.clearEmissivity()
                                * StrictMath.pow(vapourPressure / kelvin, 1.0 / 7)
                                * (1 - cloudShare)
                        + cloudShare;
        return EMISSIVITY
                * Physics.STEFAN_BOLTZMANN
                * (emissivity * Physics.fourthPower(kelvin) - LONG_WAVE_AT_ZERO);
    }

    /** Mass of air that meets the surface, kg/m2/s; little where it is warm and calm. */
    private double airExchange(HourWeather hour, double pressureHectopascals) {
        double celsius = hour.airTemperatureCelsius();
        double kelvin = celsius + Physics.KELVIN_AT_ZERO;
        double measured = hour.windSpeedMetresPerSecond();
        double wind =
                StrictMath.max(
                        exchange.leastWindMetresPerSecond(),
                        Double.isNaN(measured) ? exchange.defaultWindMetresPerSecond() : measured);
        double density =
                pressureHectopascals * 100 / (Physics.DRY_AIR_JOULES_PER_KILOGRAM_KELVIN * kelvin);
        return density * exchange.coefficient() * wind * damping(celsius, kelvin, wind);
    }

    private double damping(double celsius, double kelvin, double wind) {
        if (celsius <= 0) {
            return 1;
        }
        double richardson =
                Physics.GRAVITY_METRES_PER_SECOND_SQUARED
                        * HEIGHT_METRES
                        * celsius
                        / (kelvin * wind * wind);
        return 1 / (1 + exchange.stabilityFactor() * richardson);
    }

    /** Of snow so thin that the ground shows, also less. */
    private double albedo(ModelState state) {
        return albedo.ground()
                + (state.albedo - albedo.ground())
                        * (1 - StrictMath.exp(-state.iceMillimetres / albedo.thinMillimetres()));
    }
}
