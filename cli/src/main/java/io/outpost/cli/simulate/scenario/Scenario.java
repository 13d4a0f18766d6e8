package io.outpost.cli.simulate.scenario;

import io.outpost.cli.simulate.weather.Randomness;
import io.outpost.cli.simulate.weather.Site;
import io.outpost.cli.simulate.weather.Weather;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Weather with a plot, the same at all places of a run but for the amount of rain. Days count from
 * 0.
 */
public enum Scenario {
    /** Showers, then on day 32 some hours with 36 mm, then dry and hot summer days. */
    STORM("2025-06-01T00:00:00Z", 50, 450),
    /** Mild, then two weeks of frost without snow, on day 45 a day of rain, then thaw. */
    FROZEN("2024-12-01T00:00:00Z", 60, 450),
    /**
     * Little snow, on days 31 and 60 storms of it with wind, on day 75 sudden warmth with rain on
     * it, from day 120 on the melt.
     */
    WINTER("2024-11-01T00:00:00Z", 160, 1800),
    /**
     * Showers until the streams are known, then the same rain on a brook and a river: 30 mm in 10
     * h, 16 mm in 2 h, 58 mm in 2 days.
     */
    RIVERS("2025-01-21T00:00:00Z", 135, 500);

    private static final double LATITUDE = 47;
    private static final double LONGITUDE = 8;
    private static final double APART_DEGREES = 0.2;

    /** Of an average place's rain. */
    private static final double RAIN_SPREAD = 0.1;

    private final Instant start;
    private final int days;
    private final double elevationMetres;

    Scenario(String start, int days, double elevationMetres) {
        this.start = Instant.parse(start);
        this.days = days;
        this.elevationMetres = elevationMetres;
    }

    /** When it begins unless --from says otherwise: another season has other sunshine. */
    public Instant start() {
        return start;
    }

    public Duration length() {
        return Duration.ofDays(days);
    }

    /** As people write it, such as storm. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As places of it are called, such as Storm. */
    public String title() {
        return name().charAt(0) + label().substring(1);
    }

    public static Optional<Scenario> labelled(String label) {
        return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
    }

    public static String labels() {
        return Arrays.stream(values()).map(Scenario::label).collect(Collectors.joining(", "));
    }

    /** A site near the others, that follows from the seed. */
    public Site site(long seed) {
        return new Site(
                LATITUDE + APART_DEGREES * Randomness.signed(Randomness.mix(seed, 1)),
                LONGITUDE + APART_DEGREES * Randomness.signed(Randomness.mix(seed, 2)),
                elevationMetres);
    }

    /**
     * Its weather at a site.
     *
     * @param seed places of the same seed have the same rain
     */
    public Weather over(Site site, long startMillis, long seed) {
        double factor = 1 + RAIN_SPREAD * Randomness.signed(Randomness.mix(seed, 3));
        return new ScriptedWeather(Plot.of(this), startMillis, site, factor);
    }
}
