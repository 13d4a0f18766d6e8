package io.outpost.cli.simulate.world;

import java.util.List;

/**
 * Rough heights of the great plateaus, since the list of towns has none: without them a town of the
 * Andes would be as hot as the Amazon. 0 elsewhere.
 */
final class HighGround {
    private static final List<Plateau> PLATEAUS =
            List.of(
                    new Plateau(-22, -14, -71, -65, 3700),
                    new Plateau(-3, 6, -79.5, -72.5, 2300),
                    new Plateau(18, 24, -104, -97, 2000),
                    new Plateau(5, 14, 36, 41, 2000),
                    new Plateau(28, 37, 80, 102, 3500),
                    new Plateau(29, 36, 48, 60, 1200),
                    new Plateau(37, 41, 30, 44, 1000),
                    new Plateau(43, 51, 90, 115, 1200),
                    new Plateau(-31, -22, 24, 30.5, 1400),
                    new Plateau(-4, 2, 33, 38, 1500),
                    new Plateau(33, 45, -115, -103, 1500),
                    new Plateau(33, 38, 66, 72, 1800),
                    new Plateau(23, 28, 98, 105, 1800));

    private HighGround() {}

    /** Metres above the sea; 0 where nothing is known. */
    static double metresAt(double latitude, double longitude) {
        return PLATEAUS.stream()
                .filter(plateau -> plateau.holds(latitude, longitude))
                .mapToDouble(Plateau::metres)
                .findFirst()
                .orElse(0);
    }

    private record Plateau(double south, double north, double west, double east, double metres) {
        boolean holds(double latitude, double longitude) {
            return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
        }
    }
}
