package io.outpost.cli.simulate.weather;

/** Where weather is asked for: degrees (WGS 84) and metres above the sea. */
public record Site(double latitude, double longitude, double elevationMetres) {}
