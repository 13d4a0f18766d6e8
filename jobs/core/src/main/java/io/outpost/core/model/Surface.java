package io.outpost.core.model;

/** What the ground of a place is made of, as far as it is modelled. */
public enum Surface {
    LOAM,
    SAND,
    CLAY,
    GRAVEL
}
