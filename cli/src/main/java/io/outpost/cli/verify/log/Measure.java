package io.outpost.cli.verify.log;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The oracle's one list of quantities: those that an observation carries, each with its plausible
 * range, and those that are derived from them. Columns, fields of messages, and what panes
 * aggregate follow from it.
 */
public enum Measure {
    AIR_TEMPERATURE_CELSIUS(Kind.MEAN, -90, 60),
    DEW_POINT_CELSIUS(Kind.MEAN, -100, 40),
    RELATIVE_HUMIDITY_PERCENT(Kind.MEAN, 0, 100),
    WIND_SPEED_METRES_PER_SECOND(Kind.MEAN, 0, 113),
    WIND_GUST_METRES_PER_SECOND(Kind.MEAN, 0, 150),
    SNOW_DEPTH_CENTIMETRES(Kind.MEAN, 0, 1200),
    SNOW_WATER_EQUIVALENT_MILLIMETRES(Kind.MEAN, 0, 5000),
    WATER_LEVEL_METRES(Kind.MEAN, -50, 500),
    PRESSURE_HECTOPASCALS(Kind.MEAN, 300, 1100),
    SOIL_MOISTURE_PERCENT(Kind.MEAN, 0, 100),
    PRECIPITATION_MILLIMETRES(Kind.SUM, 0, 500),
    PRECIPITATION_COUNTER_MILLIMETRES(Kind.COUNTER, 0, 100_000),
    HEAT_INDEX_CELSIUS(Kind.DERIVED),
    WIND_CHILL_CELSIUS(Kind.DERIVED_ROLLED),
    FELT_TEMPERATURE_CELSIUS(Kind.DERIVED_ROLLED),
    UV_INDEX(Kind.MEAN, 0, 20),
    WIND_DIRECTION_DEGREES(Kind.CIRCULAR, 0, 360);

    /** What becomes of the values of a measure. */
    public enum Kind {
        /** Sent; panes have count, minimum, maximum and sum. */
        MEAN,
        /** Sent; panes have count and total. */
        SUM,
        /** Sent; its increments go into the sum. */
        COUNTER,
        /** Sent, an angle; panes have count and the sums of its sine and cosine. */
        CIRCULAR,
        /** Computed from others of an observation; then as a mean. */
        DERIVED,
        /** Computed from others of an observation; has a rolling mean over 1 h and nothing else. */
        DERIVED_ROLLED
    }

    /** Number of measures. */
    public static final int COUNT = values().length;

    /** What an observation can carry. */
    public static final List<Measure> SENT = with(measure -> measure.lowest <= measure.highest);

    /** What has count, minimum, maximum and sum in panes. */
    public static final List<Measure> AGGREGATED =
            with(measure -> measure.kind == Kind.MEAN || measure.kind == Kind.DERIVED);

    /** What has rolling means. */
    public static final List<Measure> ROLLED =
            List.of(
                    HEAT_INDEX_CELSIUS,
                    AIR_TEMPERATURE_CELSIUS,
                    RELATIVE_HUMIDITY_PERCENT,
                    WIND_CHILL_CELSIUS,
                    FELT_TEMPERATURE_CELSIUS,
                    WIND_SPEED_METRES_PER_SECOND);

    private static final Pattern WORD = Pattern.compile("_(.)");

    private final Kind kind;
    private final double lowest;
    private final double highest;

    Measure(Kind kind, double lowest, double highest) {
        this.kind = kind;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** A derived one: no value can be sent. */
    Measure(Kind kind) {
        this(kind, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    public Kind kind() {
        return kind;
    }

    /** True when it has a rolling mean over an hour, and over no other window. */
    public boolean isOfAnHourOnly() {
        return kind == Kind.DERIVED_ROLLED;
    }

    /** Whether it is in the plausible range; false for NaN. */
    public boolean isPlausible(double value) {
        return value >= lowest && value <= highest;
    }

    /** Its column in the tables, or the beginning of its columns' names. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its field in messages, such as heatIndexCelsius. */
    public String field() {
        return WORD.matcher(column()).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }

    /** Those of a kind. */
    public static List<Measure> of(Kind kind) {
        return with(measure -> measure.kind == kind);
    }

    private static List<Measure> with(Predicate<Measure> wanted) {
        return Arrays.stream(values()).filter(wanted).toList();
    }
}
