package io.outpost.cli.simulate.world;

import io.outpost.cli.simulate.weather.AirState;
import io.outpost.cli.simulate.weather.Rain;
import io.outpost.cli.simulate.weather.River;

/** A consumer's station: temperature, humidity, soil moisture and a rain counter. */
final class GardenStation implements Instrument {
    private static final double MILLIS_PER_DAY = 86_400_000;
    private static final double DRY_PERCENT = 8;
    private static final double SPAN_PERCENT = 34;
    private static final double SOAK_MILLIMETRES = 35;

    private final SiteWeather site;
    private final Bias bias;
    private final Rain rain;
    private final River soil;
    private final AirState air = new AirState();

    GardenStation(SiteWeather site, Bias bias) {
        this.site = site;
        this.bias = bias;
        this.rain = site.newRain();
        this.soil = site.newRiver();
    }

    @Override
    public void measure(long atMillis, long intervalMillis, double[] values) {
        site.weather().at(atMillis / MILLIS_PER_DAY, air);
        Field.AIR_TEMPERATURE.set(values, air.airTemperatureCelsius + bias.celsius());
        Field.RELATIVE_HUMIDITY.set(values, air.relativeHumidityPercent);
        Field.PRECIPITATION_COUNTER.set(values, rain.sinceMonthMillimetres(atMillis));
        double soaked =
                1 - StrictMath.exp(-soil.antecedentMillimetres(atMillis) / SOAK_MILLIMETRES);
        Field.SOIL_MOISTURE.set(values, DRY_PERCENT + SPAN_PERCENT * soaked);
    }
}
