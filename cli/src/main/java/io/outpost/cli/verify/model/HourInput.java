package io.outpost.cli.verify.model;

/**
 * What is known of the weather of one UTC hour; NaN is not known.
 *
 * @param startMillis ms since the epoch
 * @param celsius mean air temperature
 * @param precipitationMillimetres total; of an hour whose rain a counter's later increment has, 0
 * @param humidityPercent mean relative humidity
 * @param windMetresPerSecond mean
 * @param pressureHectopascals mean, of the station
 */
public record HourInput(
        long startMillis,
        double celsius,
        double precipitationMillimetres,
        double humidityPercent,
        double windMetresPerSecond,
        double pressureHectopascals) {
    public static final long HOUR_MILLIS = 3_600_000;

    /** An hour of which temperature and precipitation alone are known. */
    public static HourInput of(long startMillis, double celsius, double precipitationMillimetres) {
        return new HourInput(
                startMillis, celsius, precipitationMillimetres, Double.NaN, Double.NaN, Double.NaN);
    }

    /** An hour without any observation. */
    public static HourInput missing(long startMillis) {
        return of(startMillis, Double.NaN, Double.NaN);
    }

    boolean isRainLost() {
        return Double.isNaN(precipitationMillimetres);
    }

    HourInput withCelsius(double filled) {
        return new HourInput(
                startMillis,
                filled,
                precipitationMillimetres,
                humidityPercent,
                windMetresPerSecond,
                pressureHectopascals);
    }

    /** Rain that is not known does not fall. */
    HourInput withRain() {
        return new HourInput(
                startMillis,
                celsius,
                isRainLost() ? 0 : precipitationMillimetres,
                humidityPercent,
                windMetresPerSecond,
                pressureHectopascals);
    }
}
