package io.outpost.cli.verify.model;

/** From where on the water stands high at the gauges of a place, m. */
public record WaterLevels(double elevated, double high, double veryHigh) {}
