package io.outpost.cli.simulate.world;

import io.outpost.cli.send.PlaceEntry;
import io.outpost.cli.simulate.town.Town;
import io.outpost.cli.simulate.town.TownCatalogue;
import io.outpost.cli.simulate.weather.Atmosphere;
import io.outpost.cli.simulate.weather.Randomness;
import io.outpost.cli.simulate.weather.Room;
import io.outpost.cli.simulate.weather.Site;
import java.util.ArrayList;
import java.util.List;

/**
 * Real towns as places: the largest towns first, then numbered surroundings of them; one in fifty
 * is a laboratory room with many sensors. Names and positions do not depend on how many there are.
 */
final class TownPlaces {
    private static final int ROOM_EVERY = 50;
    private static final int ROOM_SENSORS = 20;
    private static final int GARDEN_EVERY = 8;
    private static final int RIVER_EVERY = 10;
    private static final int COUNTER_EVERY = 4;
    private static final double SURROUNDINGS_DEGREES = 0.3;

    private final Atmosphere atmosphere;
    private final String prefix;
    private final long seed;

    TownPlaces(long seed, String prefix) {
        this.seed = seed;
        this.prefix = prefix;
        this.atmosphere = new Atmosphere(seed);
    }

    List<SimulatedPlace> places(int count) {
        List<Town> towns = TownCatalogue.load();
        List<SimulatedPlace> places = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            SimulatedPlace place = place(index, towns);
            place.equip(instruments(place));
            places.add(place);
        }
        return places;
    }

    private SimulatedPlace place(int index, List<Town> towns) {
        Town town = towns.get(index % towns.size());
        int ring = index / towns.size();
        long placeSeed = Randomness.mix(seed, index);
        double latitude = town.latitude() + offset(placeSeed, 1, ring);
        double longitude = town.longitude() + offset(placeSeed, 2, ring);
        boolean indoors = index % ROOM_EVERY == ROOM_EVERY - 1;
        String name =
                (indoors ? town.name() + " laboratory" : town.name())
                        + (ring == 0 ? "" : " surroundings " + ring);
        String id = PlaceNaming.id(prefix, index, name);
        Site site = new Site(latitude, longitude, HighGround.metresAt(latitude, longitude));
        return new SimulatedPlace(
                index,
                new PlaceEntry(
                        id,
                        name,
                        latitude,
                        longitude,
                        site.elevationMetres(),
                        PlaceNaming.zone(longitude),
                        null),
                new SiteWeather(
                        atmosphere.over(site), indoors ? new Room(placeSeed) : null, placeSeed));
    }

    private static List<SimulatedSensor> instruments(SimulatedPlace place) {
        List<SimulatedSensor> installed = new ArrayList<>();
        if (place.site().isIndoors()) {
            for (int number = 1; number <= ROOM_SENSORS; number++) {
                String id = "room-" + number;
                installed.add(sensor(place, id, new RoomSensor(place.site(), bias(place, id))));
            }
            return installed;
        }
        int number = place.index() + 1;
        boolean counts = number % COUNTER_EVERY == 0;
        installed.add(
                sensor(
                        place,
                        "station",
                        new WeatherStation(place.site(), bias(place, "station"), counts)));
        if (number % GARDEN_EVERY == 0) {
            installed.add(
                    sensor(
                            place,
                            "garden",
                            new GardenStation(place.site(), bias(place, "garden"))));
        }
        if (number % RIVER_EVERY == 0) {
            installed.add(sensor(place, "river", new RiverGauge(place.site().newRiver())));
        }
        return installed;
    }

    private static SimulatedSensor sensor(SimulatedPlace place, String id, Instrument instrument) {
        return new SimulatedSensor(place, id, instrument);
    }

    private static Bias bias(SimulatedPlace place, String sensorId) {
        return new Bias(SimulatedSensor.keyOf(place, sensorId));
    }

    private static double offset(long placeSeed, int axis, int ring) {
        return ring == 0
                ? 0
                : SURROUNDINGS_DEGREES * Randomness.signed(Randomness.mix(placeSeed, axis));
    }
}
