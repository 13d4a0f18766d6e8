package io.outpost.cli.simulate.world;

import io.outpost.cli.simulate.weather.River;

/** A gauge that measures nothing but the water level. */
record RiverGauge(River river) implements Instrument {
    @Override
    public void measure(long atMillis, long intervalMillis, double[] values) {
        Field.WATER_LEVEL.set(values, river.levelMetres(atMillis));
    }
}
