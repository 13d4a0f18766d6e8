package io.outpost.core.model;

/** How large the catchment of a place's stream is, by which its flow is quick or slow. */
public enum StreamSize {
    /** Below about 25 km2. */
    SMALL,
    /** In between, or not known. */
    MEDIUM,
    /** Above 100 km2. */
    LARGE
}
