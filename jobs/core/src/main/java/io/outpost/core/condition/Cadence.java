package io.outpost.core.condition;

/** How often a condition is judged. What belongs to one cadence never touches another one. */
public enum Cadence {
    /** At the end of each minute of the minute tier. */
    MINUTE,
    /** At the end of each hour of the hour tier. */
    HOUR
}
