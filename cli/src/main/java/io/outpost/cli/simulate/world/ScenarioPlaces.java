package io.outpost.cli.simulate.world;

import io.outpost.cli.send.PlaceEntry;
import io.outpost.cli.simulate.ground.Ground;
import io.outpost.cli.simulate.scenario.Scenario;
import io.outpost.cli.simulate.weather.Randomness;
import io.outpost.cli.simulate.weather.Site;
import io.outpost.core.model.StreamSize;
import io.outpost.core.model.Surface;
import java.util.ArrayList;
import java.util.List;

/**
 * The places of a scenario: each has a station, every second one also probes in the ground. Where
 * it is about rivers, brooks and rivers take turns, each with a gauge, two and two in the same
 * rain.
 */
final class ScenarioPlaces {
    private static final int PROBE_EVERY = 2;
    private static final int COUNTER_EVERY = 4;
    private static final double ANEMOMETER_METRES = 10;

    private final Scenario scenario;
    private final long startMillis;
    private final long seed;
    private final String prefix;

    ScenarioPlaces(Scenario scenario, long startMillis, long seed, String prefix) {
        this.scenario = scenario;
        this.startMillis = startMillis;
        this.seed = seed;
        this.prefix = prefix;
    }

    List<SimulatedPlace> places(int count) {
        List<SimulatedPlace> places = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            SimulatedPlace place = place(index);
            place.equip(instruments(place));
            places.add(place);
        }
        return places;
    }

    private boolean hasRivers() {
        return scenario == Scenario.RIVERS;
    }

    private SimulatedPlace place(int index) {
        boolean isBrook = index % 2 == 0;
        StreamSize stream =
                !hasRivers() ? StreamSize.MEDIUM : isBrook ? StreamSize.SMALL : StreamSize.LARGE;
        String kind = !hasRivers() ? scenario.title() : isBrook ? "Brook" : "River";
        String name = kind + " " + (index + 1);
        long placeSeed = Randomness.mix(seed, index);
        long rainSeed = Randomness.mix(seed, hasRivers() ? index / 2 : index);
        Site site = scenario.site(placeSeed);
        return new SimulatedPlace(
                index,
                new PlaceEntry(
                        PlaceNaming.id(prefix, index, name),
                        name,
                        site.latitude(),
                        site.longitude(),
                        site.elevationMetres(),
                        PlaceNaming.zone(site.longitude()),
                        null,
                        Surface.LOAM.name(),
                        stream.name(),
                        null,
                        ANEMOMETER_METRES),
                new SiteWeather(
                        scenario.over(site, startMillis, rainSeed),
                        null,
                        stream,
                        startMillis,
                        placeSeed));
    }

    private List<SimulatedSensor> instruments(SimulatedPlace place) {
        Ground ground = place.site().newGroundWithPast();
        int number = place.index() + 1;
        List<SimulatedSensor> installed = new ArrayList<>();
        Bias bias = new Bias(SimulatedSensor.keyOf(place, "station"));
        boolean counts = number % COUNTER_EVERY == 0;
        installed.add(
                new SimulatedSensor(
                        place, "station", new WeatherStation(place.site(), bias, counts)));
        if (number % PROBE_EVERY == 0) {
            boolean hasSnow = scenario == Scenario.WINTER;
            long key = SimulatedSensor.keyOf(place, "probe");
            installed.add(
                    new SimulatedSensor(place, "probe", new GroundProbe(ground, hasSnow, key)));
        }
        if (hasRivers()) {
            long key = SimulatedSensor.keyOf(place, "gauge");
            installed.add(new SimulatedSensor(place, "gauge", new StreamGauge(ground, key)));
        }
        return installed;
    }
}
