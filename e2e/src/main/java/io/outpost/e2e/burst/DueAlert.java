package io.outpost.e2e.burst;

/**
 * An alert that a burst must cause, once.
 *
 * @param subject HEAT, or preference: and an id
 */
record DueAlert(String placeId, String subject) {}
