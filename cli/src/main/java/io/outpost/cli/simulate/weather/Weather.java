package io.outpost.cli.simulate.weather;

/** The weather of one site: a pure function of time (epoch days, UTC). Not thread-safe. */
public interface Weather {
    /** The air at an instant. */
    void at(double epochDays, AirState air);

    /** Temperature alone, degC. */
    double airTemperatureCelsius(double epochDays);

    /** Liquid-equivalent precipitation, mm per hour. */
    double precipitationMillimetresPerHour(double epochDays);

    Site site();

    /** True where the usual coldest month is below freezing. */
    boolean hasWinter();
}
