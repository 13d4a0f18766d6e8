package io.outpost.cli.verify.model;

/**
 * The 24 hours that end with an hour.
 *
 * @param highestCelsius of the hourly means
 * @param lowestCelsius of the hourly means
 */
record Day(double highestCelsius, double lowestCelsius, double precipitationMillimetres) {
    /** As the temperature's daily range stands in the formulas for clear skies. */
    double rootOfRange() {
        return StrictMath.sqrt(highestCelsius - lowestCelsius);
    }
}
