package io.outpost.api.web;

/** Who may use a route. */
public enum Access {
    /** Anybody: descriptions, and what listens for operators only. */
    OPEN,
    /** People who read results. */
    READ,
    /** Sensors, and what sends for them. */
    SEND,
    /** People who change places and preferences. */
    WRITE
}
