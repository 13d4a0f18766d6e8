package io.outpost.cli.simulate.world;

import io.outpost.cli.simulate.weather.Randomness;

/** One sensor of a place, with what distinguishes it from all others. */
public final class SimulatedSensor {
    private final SimulatedPlace place;
    private final String id;
    private final Instrument instrument;
    private final long key;

    SimulatedSensor(SimulatedPlace place, String id, Instrument instrument) {
        this.place = place;
        this.id = id;
        this.instrument = instrument;
        this.key = keyOf(place, id);
    }

    static long keyOf(SimulatedPlace place, String id) {
        return Randomness.mix(place.seed(), Randomness.of(id));
    }

    public SimulatedPlace place() {
        return place;
    }

    public String id() {
        return id;
    }

    /** A hash of seed, place and sensor. */
    public long key() {
        return key;
    }

    public Instrument instrument() {
        return instrument;
    }
}
