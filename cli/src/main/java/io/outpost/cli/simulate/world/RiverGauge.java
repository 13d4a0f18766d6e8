package io.outpost.cli.simulate.world;

import io.outpost.cli.simulate.weather.River;

/** A gauge that measures nothing but the water level. */
final class RiverGauge implements Instrument {
    private final River river;

    RiverGauge(River river) {
        this.river = river;
    }

    @Override
    public void measure(long atMillis, long intervalMillis, double[] values) {
        Field.WATER_LEVEL.set(values, river.levelMetres(atMillis));
    }
}
