package io.outpost.api.map;

import java.time.Instant;
import java.util.List;

/** A place on the map, as GeoJSON (RFC 7946) has it, with what is shown of it. */
record Feature(String type, String id, Geometry geometry, Shown properties) {

    /** WGS 84, degrees east and north. */
    record Geometry(String type, List<Double> coordinates) {}

    /** What is shown of a place; at the instant of the map it was stale or not. */
    sealed interface Shown {}

    /** The value of a pane that starts at the event time; null: there is none. */
    record Value(String name, Double value, Instant eventTime, boolean stale) implements Shown {}

    /** A state that holds since the event time; null: not judged by then. */
    record State(String name, String state, String level, Instant eventTime, boolean stale)
            implements Shown {}

    static Feature at(double latitude, double longitude, String placeId, Shown shown) {
        Geometry point = new Geometry("Point", List.of(longitude, latitude));
        return new Feature("Feature", placeId, point, shown);
    }
}
