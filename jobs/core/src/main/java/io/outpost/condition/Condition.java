package io.outpost.condition;

/**
 * The conditions of a place that have a state. Their order is part of the stored state: append
 * only.
 */
public enum Condition {
    HEAT,
    COLD
}
