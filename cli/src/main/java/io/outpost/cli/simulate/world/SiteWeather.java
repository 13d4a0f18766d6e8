package io.outpost.cli.simulate.world;

import io.outpost.cli.simulate.weather.LocalWeather;
import io.outpost.cli.simulate.weather.Rain;
import io.outpost.cli.simulate.weather.River;
import io.outpost.cli.simulate.weather.Room;
import io.outpost.cli.simulate.weather.Snowpack;

/**
 * What is to be measured at a place.
 *
 * @param room null outdoors
 */
public record SiteWeather(LocalWeather weather, Room room, long seed) {
    public boolean isIndoors() {
        return room != null;
    }

    public Rain newRain() {
        return new Rain(weather);
    }

    public Snowpack newSnowpack() {
        return new Snowpack(weather);
    }

    public River newRiver() {
        return new River(weather, seed);
    }
}
