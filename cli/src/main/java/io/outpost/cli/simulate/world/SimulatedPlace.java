package io.outpost.cli.simulate.world;

import io.outpost.cli.send.PlaceEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A place with its sensors. */
public final class SimulatedPlace {
    private final int index;
    private final PlaceEntry entry;
    private final SiteWeather site;
    private final byte[] key;
    private List<SimulatedSensor> sensors = List.of();

    SimulatedPlace(int index, PlaceEntry entry, SiteWeather site) {
        this.index = index;
        this.entry = entry;
        this.site = site;
        this.key = entry.id().getBytes(StandardCharsets.UTF_8);
    }

    void equip(List<SimulatedSensor> installed) {
        sensors = List.copyOf(installed);
    }

    /** 0, 1, 2 ... within the run. */
    public int index() {
        return index;
    }

    public String id() {
        return entry.id();
    }

    /** As it is registered. */
    public PlaceEntry entry() {
        return entry;
    }

    public SiteWeather site() {
        return site;
    }

    long seed() {
        return site.seed();
    }

    /** The key of its records; not to be changed. */
    public byte[] key() {
        return key;
    }

    public List<SimulatedSensor> sensors() {
        return sensors;
    }
}
