package io.outpost.conditions.operator;

/** How a place stands for what may make it: whether it exists, and has an observation. */
enum Standing {
    ABSENT,
    DESCRIBED,
    OBSERVED
}
