package io.outpost.cli.replay.mapping;

/**
 * A place that a mapping knows. Position (degrees, WGS 84), elevation (m) and stale-after (s) may
 * be null: not known.
 */
public record PlaceEntry(
        String id,
        String name,
        Double latitude,
        Double longitude,
        Double elevationMetres,
        String timeZone,
        Integer staleAfterSeconds) {}
