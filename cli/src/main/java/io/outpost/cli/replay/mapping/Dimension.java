package io.outpost.cli.replay.mapping;

/** What a unit measures; units convert only within one dimension. */
public enum Dimension {
    TEMPERATURE,
    RATIO,
    SPEED,
    LENGTH,
    /** Length in a time, as of rain. */
    LENGTH_RATE,
    PRESSURE,
    /** From north, clockwise. */
    DIRECTION,
    /** Of what has no unit, such as an index. */
    NUMBER
}
