package io.outpost.core.place;

/** What a number among the parameters of a place may be, and the name that senders know it by. */
public enum ParameterRange {
    LATITUDE("latitude", -90, 90),
    LONGITUDE("longitude", -180, 180),
    ELEVATION_METRES("elevationMetres", -500, 9000),
    STALE_AFTER_SECONDS("staleAfterSeconds", 120, 604_800),
    ASPECT_DEGREES("aspectDegrees", 0, 360),
    WIND_HEIGHT_METRES("windHeightMetres", 0.5, 100);

    private final String field;
    private final double lowest;
    private final double highest;

    ParameterRange(String field, double lowest, double highest) {
        this.field = field;
        this.lowest = lowest;
        this.highest = highest;
    }

    public String field() {
        return field;
    }

    /** True from the lowest value to the highest; false for what is no number. */
    public boolean contains(double value) {
        return value >= lowest && value <= highest;
    }

    /** Such as 0.5..100. */
    public String limits() {
        return shown(lowest) + ".." + shown(highest);
    }

    /** A number for people: whole ones without a fraction. */
    public static String shown(double value) {
        return value == (long) value ? Long.toString((long) value) : Double.toString(value);
    }
}
