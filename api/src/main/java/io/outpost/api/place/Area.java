package io.outpost.api.place;

import io.outpost.api.web.Decimals;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import java.util.Optional;

/**
 * Where places are wanted: a box in degrees (west greater than east: across the antimeridian) and,
 * for a radius, the circle inside it.
 */
public record Area(double west, double south, double east, double north, Circle circle) {

    /** Everywhere. */
    public static final Area WORLD = new Area(-180, -90, 180, 90, null);

    public static final double EARTH_RADIUS_METRES = 6_371_008.8;

    /** About half way round. */
    public static final double MAX_RADIUS_METRES = 20_100_000;

    /** All places within radiusMetres of a centre, along the sphere. */
    public record Circle(double latitude, double longitude, double radiusMetres) {}

    /** The area that a request asks for, if any: bbox, or lat, lon and radius_m, never both. */
    public static Optional<Area> of(Request request) {
        boolean around = request.has("lat") || request.has("lon") || request.has("radius_m");
        if (request.has("bbox") && around) {
            throw ProblemException.invalid(
                    "bbox", "exclusive", "give a box, or lat, lon and radius_m, not both");
        }
        if (request.has("bbox")) {
            return Optional.of(box(request.text("bbox").orElseThrow()));
        }
        return around ? Optional.of(around(request)) : Optional.empty();
    }

    /** Whether a position is within the box; null: it is not known, and in none. */
    public boolean boxHas(Double latitude, Double longitude) {
        if (latitude == null || longitude == null || latitude < south || latitude > north) {
            return false;
        }
        return crossesAntimeridian()
                ? longitude >= west || longitude <= east
                : longitude >= west && longitude <= east;
    }

    public boolean crossesAntimeridian() {
        return west > east;
    }

    /** The circle with the box around it. */
    public static Area around(Circle circle) {
        double angle = circle.radiusMetres() / EARTH_RADIUS_METRES;
        double south = circle.latitude() - Math.toDegrees(angle);
        double north = circle.latitude() + Math.toDegrees(angle);
        if (south <= -90 || north >= 90) {
            return new Area(-180, Math.max(south, -90), 180, Math.min(north, 90), circle);
        }
        double sine = Math.sin(angle) / Math.cos(Math.toRadians(circle.latitude()));
        double width = Math.toDegrees(Math.asin(Math.min(1, sine)));
        double west = wrapped(circle.longitude() - width);
        double east = wrapped(circle.longitude() + width);
        return new Area(west, south, east, north, circle);
    }

    private static Area box(String text) {
        String[] numbers = text.split(",", -1);
        if (numbers.length != 4) {
            throw ProblemException.invalid(
                    "bbox", "not-a-box", "must be minLon,minLat,maxLon,maxLat");
        }
        double west = Decimals.parse("bbox", numbers[0].strip(), -180, 180);
        double south = Decimals.parse("bbox", numbers[1].strip(), -90, 90);
        double east = Decimals.parse("bbox", numbers[2].strip(), -180, 180);
        double north = Decimals.parse("bbox", numbers[3].strip(), -90, 90);
        if (south > north) {
            throw ProblemException.invalid("bbox", "not-a-box", "minLat is greater than maxLat");
        }
        return new Area(west, south, east, north, null);
    }

    private static Area around(Request request) {
        double latitude = required(request, "lat", -90, 90);
        double longitude = required(request, "lon", -180, 180);
        double radius = required(request, "radius_m", 0, MAX_RADIUS_METRES);
        return around(new Circle(latitude, longitude, radius));
    }

    private static double required(Request request, String name, double min, double max) {
        return request.decimal(name, min, max)
                .orElseThrow(
                        () ->
                                ProblemException.invalid(
                                        name, "missing", "lat, lon and radius_m belong together"));
    }

    private static double wrapped(double longitude) {
        return longitude < -180 ? longitude + 360 : longitude > 180 ? longitude - 360 : longitude;
    }
}
