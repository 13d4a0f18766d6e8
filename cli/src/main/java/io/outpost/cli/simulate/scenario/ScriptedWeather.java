package io.outpost.cli.simulate.scenario;

import io.outpost.cli.simulate.weather.AirState;
import io.outpost.cli.simulate.weather.Site;
import io.outpost.cli.simulate.weather.StandardPressure;
import io.outpost.cli.simulate.weather.SunCourse;
import io.outpost.cli.simulate.weather.Weather;
import io.outpost.core.weather.Humidity;

/** The weather of a scenario at one site. */
final class ScriptedWeather implements Weather {
    private static final double MILLIS_PER_DAY = 86_400_000;
    private static final double SETTLED_HECTOPASCALS = 1020;
    private static final double RAINY_HECTOPASCALS = 1002;
    private static final double USUAL_WIND = 2;
    private static final double WEST = 260;
    private static final double CLOUDY_SHARE = 0.35;

    private final Script script;
    private final double startDays;
    private final Site site;
    private final double rainFactor;

    /**
     * Begins at a time; before it there is neither rain nor wind.
     *
     * @param rainFactor of what the script lets fall
     */
    ScriptedWeather(Script script, long startMillis, Site site, double rainFactor) {
        this.script = script;
        this.startDays = startMillis / MILLIS_PER_DAY;
        this.site = site;
        this.rainFactor = rainFactor;
    }

    @Override
    public void at(double epochDays, AirState air) {
        double day = epochDays - startDays;
        boolean rains = script.rainAt(day) > 0;
        double celsius = airTemperatureCelsius(epochDays);
        double wind = script.windAt(day, USUAL_WIND);
        air.airTemperatureCelsius = celsius;
        air.dewPointCelsius = dewPoint(day, celsius, rains);
        air.relativeHumidityPercent =
                Humidity.relativeHumidityPercent(celsius, air.dewPointCelsius);
        air.windSpeedMetresPerSecond = wind;
        air.windGustMetresPerSecond = 1.5 * wind;
        air.windDirectionDegrees = WEST;
        air.pressureHectopascals =
                (rains ? RAINY_HECTOPASCALS : SETTLED_HECTOPASCALS)
                        * StandardPressure.shareAt(site.elevationMetres());
    }

    /** Clouds take away most of the daily course. */
    @Override
    public double airTemperatureCelsius(double epochDays) {
        double day = epochDays - startDays;
        double share = script.rainAt(day) > 0 ? CLOUDY_SHARE : 1;
        return script.meanCelsius(day)
                + share * script.swingCelsius(day) * SunCourse.at(site, epochDays);
    }

    @Override
    public double precipitationMillimetresPerHour(double epochDays) {
        return rainFactor * script.rainAt(epochDays - startDays);
    }

    @Override
    public Site site() {
        return site;
    }

    /** What lies there is known from the hidden ground alone. */
    @Override
    public boolean hasWinter() {
        return false;
    }

    /** Near the lowest temperature of the day; the air is nearly full of it while it rains. */
    private double dewPoint(double day, double celsius, boolean rains) {
        double usual = script.meanCelsius(day) - script.swingCelsius(day) - 1;
        return rains ? celsius - 0.5 : Math.min(usual, celsius - 0.5);
    }
}
