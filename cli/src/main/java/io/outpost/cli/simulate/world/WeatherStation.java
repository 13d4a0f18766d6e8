package io.outpost.cli.simulate.world;

import io.outpost.cli.simulate.weather.AirState;
import io.outpost.cli.simulate.weather.Rain;
import io.outpost.cli.simulate.weather.Snowpack;

/**
 * A full station: air, wind, pressure, rain as increments or as a counter, snow where there is
 * winter. Each has a small bias and its unsteady wind.
 */
final class WeatherStation implements Instrument {
    private static final double MILLIS_PER_DAY = 86_400_000;

    private final SiteWeather site;
    private final Bias bias;
    private final boolean hasCounter;
    private final Rain rain;
    private final Snowpack snow;
    private final AirState air = new AirState();

    WeatherStation(SiteWeather site, Bias bias, boolean hasCounter) {
        this.site = site;
        this.bias = bias;
        this.hasCounter = hasCounter;
        this.rain = site.newRain();
        this.snow = site.weather().hasWinter() ? site.newSnowpack() : null;
    }

    @Override
    public void measure(long atMillis, long intervalMillis, double[] values) {
        site.weather().at(atMillis / MILLIS_PER_DAY, air);
        double flutter = bias.flutter(atMillis);
        Field.AIR_TEMPERATURE.set(values, air.airTemperatureCelsius + bias.celsius());
        Field.DEW_POINT.set(values, air.dewPointCelsius + bias.celsius());
        Field.RELATIVE_HUMIDITY.set(values, air.relativeHumidityPercent);
        Field.WIND_SPEED.set(values, air.windSpeedMetresPerSecond * flutter);
        Field.WIND_GUST.set(values, air.windGustMetresPerSecond * flutter);
        Field.WIND_DIRECTION.set(values, bias.turned(air.windDirectionDegrees, atMillis));
        Field.PRESSURE.set(values, air.pressureHectopascals);
        if (hasCounter) {
            Field.PRECIPITATION_COUNTER.set(values, rain.sinceMonthMillimetres(atMillis));
        } else {
            Field.PRECIPITATION.set(
                    values, rain.betweenMillimetres(atMillis - intervalMillis, atMillis));
        }
        if (snow != null) {
            Field.SNOW_DEPTH.set(values, snow.depthCentimetres(atMillis));
            Field.SNOW_WATER_EQUIVALENT.set(values, snow.waterEquivalentMillimetres(atMillis));
        }
    }
}
