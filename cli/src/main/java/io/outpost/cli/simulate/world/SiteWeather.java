package io.outpost.cli.simulate.world;

import io.outpost.cli.simulate.ground.Ground;
import io.outpost.cli.simulate.weather.Rain;
import io.outpost.cli.simulate.weather.River;
import io.outpost.cli.simulate.weather.Room;
import io.outpost.cli.simulate.weather.Snowpack;
import io.outpost.cli.simulate.weather.Weather;
import io.outpost.core.model.StreamSize;

/**
 * What is to be measured at a place.
 *
 * @param room null outdoors
 * @param startMillis when its weather begins; Long.MIN_VALUE: it never did
 */
public record SiteWeather(
        Weather weather, Room room, StreamSize stream, long startMillis, long seed) {
    private static final int KEPT_HOURS = 10 * 24;

    /** Weather that never began, at a stream of medium size. */
    SiteWeather(Weather weather, Room room, long seed) {
        this(weather, room, StreamSize.MEDIUM, Long.MIN_VALUE, seed);
    }

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

    /** What lies and flows there, for instruments: late reports ask for the last days again. */
    Ground newGroundWithPast() {
        return new Ground(weather, stream, seed, startMillis, KEPT_HOURS);
    }

    /** What lies and flows there, for who asks hour by hour from the start of a run on. */
    public Ground newGround(long runStartMillis) {
        return new Ground(weather, stream, seed, firstMillis(runStartMillis), 1);
    }

    private long firstMillis(long runStartMillis) {
        return startMillis == Long.MIN_VALUE
                ? PastSummer.endBefore(runStartMillis, weather.site())
                : startMillis;
    }
}
