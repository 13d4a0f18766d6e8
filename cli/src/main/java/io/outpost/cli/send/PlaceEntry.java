package io.outpost.cli.send;

/**
 * A place as it is registered; by default the name is the id, and the time zone UTC. Position
 * (degrees, WGS 84), elevation (m), stale-after (s), surface, size of the stream, aspect (degrees)
 * and the height of the anemometer (m) may be null: not known. What each may be: docs/topology.md,
 * Parameters of a place.
 */
public record PlaceEntry(
        String id,
        String name,
        Double latitude,
        Double longitude,
        Double elevationMetres,
        String timeZone,
        Integer staleAfterSeconds,
        String surface,
        String streamSize,
        Double aspectDegrees,
        Double windHeightMetres) {
    public PlaceEntry {
        name = name == null ? id : name;
        timeZone = timeZone == null ? "UTC" : timeZone;
    }

    /** Of whose ground, stream and anemometer nothing is known. */
    public PlaceEntry(
            String id,
            String name,
            Double latitude,
            Double longitude,
            Double elevationMetres,
            String timeZone,
            Integer staleAfterSeconds) {
        this(
                id,
                name,
                latitude,
                longitude,
                elevationMetres,
                timeZone,
                staleAfterSeconds,
                null,
                null,
                null,
                null);
    }
}
