package io.outpost.core.condition;

/**
 * One reason of a state.
 *
 * @param measure what was measured, with its unit in the name
 * @param value its value in that unit
 * @param windowSeconds the preceding time that it was taken over, s
 */
public record Driver(String measure, double value, int windowSeconds) {}
