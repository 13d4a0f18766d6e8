package io.outpost.core.weather;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a sensor can measure, and what is derived from each of its observations: the one list of
 * quantities, from which columns, fields of messages, parameters and serializers follow. The unit
 * stands at the end of the name. Ranges: docs/science.md.
 */
public enum Quantity {
    AIR_TEMPERATURE_CELSIUS(0, Kind.MEAN, -90, 60),
    DEW_POINT_CELSIUS(1, Kind.MEAN, -100, 40),
    RELATIVE_HUMIDITY_PERCENT(2, Kind.MEAN, 0, 100),
    WIND_SPEED_METRES_PER_SECOND(3, Kind.MEAN, 0, 113),
    WIND_GUST_METRES_PER_SECOND(4, Kind.MEAN, 0, 150),
    SNOW_DEPTH_CENTIMETRES(5, Kind.MEAN, 0, 1200),
    SNOW_WATER_EQUIVALENT_MILLIMETRES(6, Kind.MEAN, 0, 5000),
    WATER_LEVEL_METRES(7, Kind.MEAN, -50, 500),
    PRESSURE_HECTOPASCALS(8, Kind.MEAN, 300, 1100),
    SOIL_MOISTURE_PERCENT(9, Kind.MEAN, 0, 100),
    PRECIPITATION_MILLIMETRES(10, Kind.SUM, 0, 500),
    PRECIPITATION_COUNTER_MILLIMETRES(11, Kind.COUNTER, 0, 100_000),

    /** Heat index of each observation with temperature and humidity. */
    HEAT_INDEX_CELSIUS(12, Kind.DERIVED),

    /** Wind chill of each observation for which it is defined. */
    WIND_CHILL_CELSIUS(13, Kind.ROLLED),
    UV_INDEX(14, Kind.MEAN, 0, 20),

    /** What is felt of the cold: wind chill, or the air temperature where that is undefined. */
    FELT_TEMPERATURE_CELSIUS(15, Kind.ROLLED),

    /** Where the wind comes from; 360 is taken as 0. */
    WIND_DIRECTION_DEGREES(16, Kind.CIRCULAR, 0, 360),

    /** East and north of each observation's wind direction as a vector of length 1. */
    WIND_DIRECTION_EAST(17, Kind.COMPONENT),
    WIND_DIRECTION_NORTH(18, Kind.COMPONENT);

    /** How a quantity comes about, and what panes keep of it. */
    public enum Kind {
        /** Sent; panes keep count, minimum, maximum and sum. */
        MEAN,
        /** Sent; panes keep the total. */
        SUM,
        /** Sent as a counter that only rises; its increments are added to the quantity's total. */
        COUNTER,
        /** Computed from each observation; panes keep what they keep of a mean. */
        DERIVED,
        /** Computed from each observation; kept as a rolling mean only. */
        ROLLED,
        /** Sent, an angle; panes keep the sums of its components. */
        CIRCULAR,
        /** Computed from an angle that is sent; panes keep the sum. */
        COMPONENT;

        /** True for what senders send. */
        public boolean isSent() {
            return this == MEAN || this == SUM || this == COUNTER || this == CIRCULAR;
        }

        /** True for what has a count, a minimum, a maximum and a sum in the tables of panes. */
        public boolean isAggregated() {
            return this == MEAN || this == DERIVED;
        }
    }

    /** Length of an array with a value of each at its code, NaN where there is none. */
    public static final int COUNT = values().length;

    private static final Quantity[] BY_CODE = byCode();

    private final int code;
    private final Kind kind;
    private final String columnName = name().toLowerCase(Locale.ROOT);
    private final String fieldName = inCamelCase(columnName);
    private final double lowest;
    private final double highest;

    Quantity(int code, Kind kind, double lowest, double highest) {
        this.code = code;
        this.kind = kind;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** Derived from what was in its range: in range wherever it is defined. */
    Quantity(int code, Kind kind) {
        this(code, kind, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /**
     * Its position in arrays and bit sets, below {@link #COUNT}. It stands in stored state: never
     * change one, and never use one again.
     */
    public int code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }

    /** True for a number within the plausible range, bounds included; false for NaN. */
    public boolean isPlausible(double value) {
        return value >= lowest && value <= highest;
    }

    /** As in tables, parameters and answers, such as air_temperature_celsius. */
    public String columnName() {
        return columnName;
    }

    /** As in the schemas of messages and in mapping files, such as airTemperatureCelsius. */
    public String fieldName() {
        return fieldName;
    }

    /** The one with this code. */
    public static Quantity ofCode(int code) {
        return BY_CODE[code];
    }

    /** Those that senders send, in the order of their codes. */
    public static List<Quantity> sent() {
        return Arrays.stream(values()).filter(quantity -> quantity.kind.isSent()).toList();
    }

    /** Those with a count, a minimum, a maximum and a sum, in the order of their codes. */
    public static List<Quantity> aggregated() {
        return Arrays.stream(values()).filter(quantity -> quantity.kind.isAggregated()).toList();
    }

    /** Bit i set: the quantity with code i is of one of these kinds. */
    public static int bits(Kind... kinds) {
        int bits = 0;
        for (Quantity quantity : values()) {
            bits |= Arrays.asList(kinds).contains(quantity.kind) ? 1 << quantity.code : 0;
        }
        return bits;
    }

    private static Quantity[] byCode() {
        Quantity[] byCode = new Quantity[values().length];
        for (Quantity quantity : values()) {
            byCode[quantity.code] = quantity;
        }
        return byCode;
    }

    private static String inCamelCase(String name) {
        String[] words = name.split("_", -1);
        StringBuilder camelCase = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            camelCase
                    .append(Character.toUpperCase(words[i].charAt(0)))
                    .append(words[i].substring(1));
        }
        return camelCase.toString();
    }
}
