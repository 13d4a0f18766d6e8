package io.outpost.cli.simulate.world;

import io.outpost.cli.send.PlaceEntry;
import io.outpost.cli.simulate.weather.Randomness;
import java.util.List;

/**
 * New versions of the parameters of places, one place after the other: each with another allowed
 * silence and another height of the anemometer, which follow from the seed and the version's number
 * alone.
 */
public record PlaceVersions(List<SimulatedPlace> places, long seed) {
    private static final int LEAST_STALE_AFTER_SECONDS = 600;
    private static final int MOST_STALE_AFTER_SECONDS = 21_600;
    private static final int LOWEST_WIND_METRES = 1;
    private static final int HIGHEST_WIND_METRES = 20;

    /**
     * One version.
     *
     * @param number 0, 1, 2 ...
     */
    public PlaceEntry version(long number) {
        PlaceEntry first = places.get((int) (number % places.size())).entry();
        long hash = Randomness.mix(seed, number);
        return new PlaceEntry(
                first.id(),
                first.name(),
                first.latitude(),
                first.longitude(),
                first.elevationMetres(),
                first.timeZone(),
                (int) Randomness.between(hash, LEAST_STALE_AFTER_SECONDS, MOST_STALE_AFTER_SECONDS),
                first.surface(),
                first.streamSize(),
                first.aspectDegrees(),
                (double)
                        Randomness.between(
                                Randomness.mix(hash), LOWEST_WIND_METRES, HIGHEST_WIND_METRES));
    }
}
