package io.outpost.core.model;

/** The water level from which a stream is elevated, high and very high, m: of its own history. */
public record LevelThresholds(double elevated, double high, double veryHigh) {}
