package io.outpost.cli.simulate.weather;

/** The true weather at a place at an instant. Filled anew for each question. */
public final class AirState {
    public double airTemperatureCelsius;
    public double dewPointCelsius;
    public double relativeHumidityPercent;
    public double windSpeedMetresPerSecond;
    public double windGustMetresPerSecond;

    /** Where it comes from, clockwise from north: 0 to below 360. */
    public double windDirectionDegrees;

    public double pressureHectopascals;
}
