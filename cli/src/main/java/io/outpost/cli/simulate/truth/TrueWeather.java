package io.outpost.cli.simulate.truth;

import io.outpost.cli.simulate.weather.AirState;
import io.outpost.cli.simulate.weather.Rain;
import io.outpost.cli.simulate.weather.River;
import io.outpost.cli.simulate.weather.Snowpack;
import io.outpost.cli.simulate.world.SimulatedPlace;

/** The truth of one place, without any device between. */
final class TrueWeather {
    static final String HEADER =
            "place_id,at,air_temperature_celsius,dew_point_celsius,relative_humidity_percent,"
                    + "wind_speed_metres_per_second,wind_gust_metres_per_second,wind_direction_degrees,"
                    + "pressure_hectopascals,"
                    + "precipitation_of_next_hour_millimetres,snow_water_equivalent_millimetres,"
                    + "water_level_metres";
    private static final long HOUR_MILLIS = 3_600_000;
    private static final double MILLIS_PER_DAY = 86_400_000;

    private final SimulatedPlace place;
    private final Rain rain;
    private final Snowpack snow;
    private final River river;
    private final AirState air = new AirState();

    TrueWeather(SimulatedPlace place) {
        this.place = place;
        boolean outdoors = !place.site().isIndoors();
        boolean gauged = place.sensors().stream().anyMatch(sensor -> sensor.id().equals("river"));
        this.rain = outdoors ? place.site().newRain() : null;
        this.snow =
                outdoors && place.site().weather().hasWinter() ? place.site().newSnowpack() : null;
        this.river = gauged ? place.site().newRiver() : null;
    }

    /** The line of an hour, labelled by its start. */
    CharSequence line(long hourMillis, String label) {
        if (place.site().isIndoors()) {
            place.site().room().at(hourMillis / MILLIS_PER_DAY, air);
        } else {
            place.site().weather().at(hourMillis / MILLIS_PER_DAY, air);
        }
        StringBuilder line = new StringBuilder(96).append(place.id()).append(',').append(label);
        add(line, air.airTemperatureCelsius);
        add(line, air.dewPointCelsius);
        add(line, air.relativeHumidityPercent);
        add(line, air.windSpeedMetresPerSecond);
        add(line, air.windGustMetresPerSecond);
        add(line, air.windDirectionDegrees);
        add(line, air.pressureHectopascals);
        add(
                line,
                rain == null
                        ? Double.NaN
                        : rain.betweenMillimetres(hourMillis, hourMillis + HOUR_MILLIS));
        add(line, snow == null ? Double.NaN : snow.waterEquivalentMillimetres(hourMillis));
        add(line, river == null ? Double.NaN : river.levelMetres(hourMillis));
        return line;
    }

    /** Three decimals; nothing where there is no value. */
    private static void add(StringBuilder line, double value) {
        line.append(',');
        if (!Double.isNaN(value)) {
            line.append(Math.round(value * 1000) / 1000.0);
        }
    }
}
