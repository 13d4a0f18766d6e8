package io.outpost.cli.simulate.weather;

/** The weather of the whole earth for one seed. */
public final class Atmosphere {
    private final Noise regions;
    private final Fronts fronts;

    public Atmosphere(long seed) {
        regions = new Noise(Randomness.mix(seed, 0));
        fronts = new Fronts(seed);
    }

    public LocalWeather over(Site site) {
        return new LocalWeather(site, new Climate(site, regions), fronts);
    }
}
