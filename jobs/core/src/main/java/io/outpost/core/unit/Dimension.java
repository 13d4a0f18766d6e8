package io.outpost.core.unit;

/** What a unit measures; units convert only within one dimension. */
public enum Dimension {
    TEMPERATURE,
    /** Temperature by time, as of frost in the ground. */
    TEMPERATURE_TIME,
    RATIO,
    SPEED,
    LENGTH,
    /** Length in a time, as of rain. */
    LENGTH_RATE,
    PRESSURE,
    DENSITY,
    /** From north, clockwise. */
    DIRECTION,
    TIME,
    /** The cube of a speed, as of drifting snow. */
    DRIFT,
    /** Of what has no unit, such as an index. */
    NUMBER
}
