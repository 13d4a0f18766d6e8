package io.outpost.cli.simulate.world;

import io.outpost.cli.simulate.scenario.Scenario;
import java.util.List;

/** The places of a run with their sensors. */
public final class World {
    private final List<SimulatedPlace> places;
    private final List<SimulatedSensor> sensors;

    /**
     * Towns with the weather of the whole earth.
     *
     * @param prefix start of the ids of all places
     */
    public World(int count, long seed, String prefix) {
        this(new TownPlaces(seed, prefix).places(count));
    }

    /** Places that all have the weather of a scenario, from its start on. */
    public World(Scenario scenario, long startMillis, int count, long seed, String prefix) {
        this(new ScenarioPlaces(scenario, startMillis, seed, prefix).places(count));
    }

    private World(List<SimulatedPlace> places) {
        this.places = places;
        this.sensors = places.stream().flatMap(place -> place.sensors().stream()).toList();
    }

    public List<SimulatedPlace> places() {
        return places;
    }

    public List<SimulatedSensor> sensors() {
        return sensors;
    }
}
