package io.outpost.cli.simulate.world;

import io.outpost.cli.simulate.weather.AirState;

/** One of the many sensors of a laboratory room: temperature, dew point and humidity. */
final class RoomSensor implements Instrument {
    private static final double MILLIS_PER_DAY = 86_400_000;

    private final SiteWeather site;
    private final Bias bias;
    private final AirState air = new AirState();

    RoomSensor(SiteWeather site, Bias bias) {
        this.site = site;
        this.bias = bias;
    }

    @Override
    public void measure(long atMillis, long intervalMillis, double[] values) {
        site.room().at(atMillis / MILLIS_PER_DAY, air);
        Field.AIR_TEMPERATURE.set(values, air.airTemperatureCelsius + bias.celsius());
        Field.DEW_POINT.set(values, air.dewPointCelsius + bias.celsius());
        Field.RELATIVE_HUMIDITY.set(values, air.relativeHumidityPercent);
    }
}
