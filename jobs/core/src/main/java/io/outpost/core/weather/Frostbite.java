package io.outpost.core.weather;

import java.util.Optional;

/**
 * How soon bare skin freezes, by wind chill: the bands of Environment Canada, mildest first. Each
 * begins at its own wind chill and ends above that of the next.
 */
public enum Frostbite {
    /** No hazard, but the discomfort of a chill. */
    LOW(0),
    MODERATE(-10),
    IN_30_MINUTES(-28),
    IN_10_MINUTES(-40),
    IN_5_MINUTES(-48),
    IN_2_MINUTES(-55);

    private final double highestWindChillCelsius;

    Frostbite(double highestWindChillCelsius) {
        this.highestWindChillCelsius = highestWindChillCelsius;
    }

    /** The highest wind chill of the band, degC. */
    public double highestWindChillCelsius() {
        return highestWindChillCelsius;
    }

    /**
     * The band of a wind chill.
     *
     * @param windChillCelsius degC
     * @return empty above 0 degC and for NaN
     */
    public static Optional<Frostbite> of(double windChillCelsius) {
        Frostbite coldest = null;
        for (Frostbite band : values()) {
            if (windChillCelsius <= band.highestWindChillCelsius) {
                coldest = band;
            }
        }
        return Optional.ofNullable(coldest);
    }
}
