package io.outpost.cli.send;

/**
 * A place as it is registered; by default the name is the id, and the time zone UTC. Position
 * (degrees, WGS 84), elevation (m) and stale-after (s) may be null: not known.
 */
public record PlaceEntry(
        String id,
        String name,
        Double latitude,
        Double longitude,
        Double elevationMetres,
        String timeZone,
        Integer staleAfterSeconds) {
    public PlaceEntry {
        name = name == null ? id : name;
        timeZone = timeZone == null ? "UTC" : timeZone;
    }
}
