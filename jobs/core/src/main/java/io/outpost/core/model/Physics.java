package io.outpost.core.model;

/** Constants of nature, as the models use them. */
final class Physics {
    static final double KELVIN_AT_ZERO = 273.15;
    static final double STEFAN_BOLTZMANN = 5.67e-8;
    static final double FUSION_JOULES_PER_KILOGRAM = 334_000;
    static final double SUBLIMATION_JOULES_PER_KILOGRAM = 2.834e6;
    static final double ICE_JOULES_PER_KILOGRAM_KELVIN = 2100;
    static final double WATER_JOULES_PER_KILOGRAM_KELVIN = 4186;
    static final double AIR_JOULES_PER_KILOGRAM_KELVIN = 1005;
    static final double DRY_AIR_JOULES_PER_KILOGRAM_KELVIN = 287.05;
    static final double GRAVITY_METRES_PER_SECOND_SQUARED = 9.81;

    private Physics() {}

    static double fourthPower(double value) {
        return value * value * value * value;
    }
}
