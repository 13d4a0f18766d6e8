package io.outpost.cli.simulate.town;

/** A real town: ISO 3166 country code, position in degrees (WGS 84), inhabitants. */
public record Town(
        String name, String country, double latitude, double longitude, int population) {}
