package io.outpost.cli.simulate.world;

import io.outpost.cli.send.PlaceEntry;
import io.outpost.cli.simulate.town.Town;
import io.outpost.cli.simulate.town.TownCatalogue;
import io.outpost.cli.simulate.weather.Atmosphere;
import io.outpost.cli.simulate.weather.Randomness;
import io.outpost.cli.simulate.weather.Room;
import io.outpost.cli.simulate.weather.Site;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The places of a run: the largest towns first, then numbered surroundings of them; one in fifty is
 * a laboratory room with many sensors. Names and positions do not depend on how many there are.
 */
public final class World {
    private static final int ROOM_EVERY = 50;
    private static final int ROOM_SENSORS = 20;
    private static final int GARDEN_EVERY = 8;
    private static final int RIVER_EVERY = 10;
    private static final int COUNTER_EVERY = 4;
    private static final double SURROUNDINGS_DEGREES = 0.3;
    private static final int DEGREES_PER_HOUR = 15;

    private final List<SimulatedPlace> places = new ArrayList<>();
    private final List<SimulatedSensor> sensors = new ArrayList<>();
    private final Atmosphere atmosphere;
    private final String prefix;
    private final long seed;

    /**
     * Makes the places.
     *
     * @param prefix start of the ids of all places
     */
    public World(int count, long seed, String prefix) {
        this.seed = seed;
        this.prefix = prefix;
        this.atmosphere = new Atmosphere(seed);
        List<Town> towns = TownCatalogue.load();
        for (int index = 0; index < count; index++) {
            SimulatedPlace place = place(index, towns);
            place.equip(instruments(place));
            places.add(place);
            sensors.addAll(place.sensors());
        }
    }

    public List<SimulatedPlace> places() {
        return places;
    }

    public List<SimulatedSensor> sensors() {
        return sensors;
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
        String id = String.format(Locale.ROOT, "%s-%05d-%s", prefix, index + 1, slug(name));
        Site site = new Site(latitude, longitude, HighGround.metresAt(latitude, longitude));
        return new SimulatedPlace(
                index,
                new PlaceEntry(id, name, latitude, longitude, null, zone(longitude), null),
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

    /** The zone of the sun's time; IANA's signs are the other way round. */
    private static String zone(double longitude) {
        long hours = Math.round(longitude / DEGREES_PER_HOUR);
        return hours == 0 ? "UTC" : String.format(Locale.ROOT, "Etc/GMT%+d", -hours);
    }

    private static String slug(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        String slug = plain.replaceAll("\\p{M}", "").replaceAll("[^a-z0-9]+", "-");
        return slug.replaceAll("^-|-$", "");
    }
}
