package io.outpost.cli.simulate.weather;

import io.outpost.core.weather.Humidity;

/**
 * The weather of one site: a pure function of seed, site and time (epoch days, UTC). Daily course
 * by the sun's time, seasons by latitude, fronts, humidity from the dew point, gusts above the mean
 * wind.
 */
public final class LocalWeather implements Weather {
    private static final double HOURS_PER_DAY = 24;
    private static final double CIRCLE = 360;
    private static final double EAST = 90;
    private static final double WEST = 260;
    private static final double TRADE_WINDS_DEGREES = 25;
    private static final double TREND_DAYS = 10 / HOURS_PER_DAY;
    private static final double SEA_LEVEL_HECTOPASCALS = 1014;

    private final Site site;
    private final Climate climate;
    private final Fronts fronts;
    private final Fronts.Anchor anchor;
    private final double pressureShare;

    LocalWeather(Site site, Climate climate, Fronts fronts) {
        this.site = site;
        this.climate = climate;
        this.fronts = fronts;
        this.anchor = new Fronts.Anchor(site);
        this.pressureShare = StandardPressure.shareAt(site.elevationMetres());
    }

    @Override
    public void at(double epochDays, AirState air) {
        double front = fronts.index(anchor, epochDays);
        double trend = fronts.index(anchor, epochDays + TREND_DAYS) - front;
        double sun = SunCourse.at(site, epochDays);
        double dayMean = dayMean(epochDays, trend);
        double temperature = dayMean + swing(front) * sun;
        double dewPoint = dewPoint(dayMean, temperature, front);
        air.airTemperatureCelsius = temperature;
        air.dewPointCelsius = dewPoint;
        air.relativeHumidityPercent = Humidity.relativeHumidityPercent(temperature, dewPoint);
        double wind = wind(front, trend, sun);
        air.windSpeedMetresPerSecond = wind;
        air.windGustMetresPerSecond = wind * (1.35 + 0.3 * Math.max(0, front)) + 0.4;
        air.windDirectionDegrees = windDirection(front, trend);
        air.pressureHectopascals = (SEA_LEVEL_HECTOPASCALS - 14 * front) * pressureShare;
    }

    @Override
    public double airTemperatureCelsius(double epochDays) {
        double front = fronts.index(anchor, epochDays);
        double trend = fronts.index(anchor, epochDays + TREND_DAYS) - front;
        return dayMean(epochDays, trend) + swing(front) * SunCourse.at(site, epochDays);
    }

    @Override
    public double precipitationMillimetresPerHour(double epochDays) {
        double wet = fronts.index(anchor, epochDays) - (0.2 + 0.4 * climate.dryness);
        if (wet <= 0) {
            return 0;
        }
        double shower = fronts.shower(anchor, epochDays);
        return wet * 14 * shower * shower;
    }

    @Override
    public Site site() {
        return site;
    }

    @Override
    public boolean hasWinter() {
        return climate.meanCelsius - climate.seasonCelsius < 0;
    }

    /** Warm air flows in before a front, cold air after it. */
    private double dayMean(double epochDays, double trend) {
        return climate.usualCelsius(epochDays) + climate.frontCelsius * trend;
    }

    /** Clouds take away most of the daily course. */
    private double swing(double front) {
        double cloud = Math.max(0, Math.min(1, 0.4 + front));
        return climate.daySwingCelsius * (1 - 0.7 * cloud);
    }

    private double dewPoint(double dayMean, double temperature, double front) {
        double depression = 1.5 + 12 * climate.dryness * climate.dryness + 3 * Math.max(0, -front);
        double air = dayMean - depression + 2.5 * Math.max(0, front);
        return Math.min(Math.min(air, 27), temperature - 0.1);
    }

    private double wind(double front, double trend, double sun) {
        double calm = 2.2 + 1.2 * sun;
        return Math.max(0.2, calm + 4 * Math.max(0, front) + 5 * Math.abs(trend));
    }

    /** West, or east in the tropics; it turns as a front comes and goes. */
    private double windDirection(double front, double trend) {
        double usual = Math.abs(site.latitude()) < TRADE_WINDS_DEGREES ? EAST : WEST;
        double turned = usual + 150 * trend - 130 * front;
        return turned - CIRCLE * Math.floor(turned / CIRCLE);
    }
}
