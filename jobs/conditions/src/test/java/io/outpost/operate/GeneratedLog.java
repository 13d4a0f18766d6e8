package io.outpost.operate;

import io.outpost.observe.Inbound;
import io.outpost.observe.PlaceKey;
import io.outpost.place.Origin;
import io.outpost.place.PlaceVersion;
import io.outpost.place.Reading;
import io.outpost.weather.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A log of several places with two sensors each, hot and cool hours, gaps, a rain counter with
 * resets, and duplicates. The first of every three places reports live, the others are replayed.
 */
public final class GeneratedLog {
    private static final Instant START = Instant.parse("2024-07-01T06:00:00Z");
    private static final long ARCHIVED_MILLIS = Duration.ofDays(100).toMillis();
    private static final long MINUTE_HORIZON_MILLIS = Duration.ofHours(2).toMillis();

    private final Random random;
    private final int places;
    private final int readingsOfEach;

    private GeneratedLog(int places, int readingsOfEach, long seed) {
        this.places = places;
        this.readingsOfEach = readingsOfEach;
        this.random = new Random(seed);
    }

    /** In the order of event time, behind the parameters of each place. */
    public static List<Inbound> inOrder(int places, int readingsOfEach, long seed) {
        return new GeneratedLog(places, readingsOfEach, seed).inOrder();
    }

    /** Each place's readings in another order, none when another is more than 2 h ahead of it. */
    public static List<Inbound> shuffled(List<Inbound> log, long seed) {
        Random random = new Random(seed);
        List<Inbound> left = new ArrayList<>(log);
        List<Inbound> shuffled = new ArrayList<>();
        while (!left.isEmpty()) {
            Inbound first = left.get(0);
            int choices = 1;
            if (first.reading() != null) {
                long limit = first.reading().observedAtMillis() + MINUTE_HORIZON_MILLIS;
                while (choices < left.size()
                        && left.get(choices).reading().observedAtMillis() <= limit) {
                    choices++;
                }
            }
            shuffled.add(left.remove(random.nextInt(choices)));
        }
        return shuffled;
    }

    private List<Inbound> inOrder() {
        List<Inbound> readings = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            addReadings("place " + place, place, readings);
        }
        readings.sort(Comparator.comparingLong(one -> one.reading().observedAtMillis()));
        List<Inbound> log = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            PlaceVersion version =
                    new PlaceVersion("Place", 1, 2, 3, "UTC", place % 2 * 5400, false);
            log.add(Inbound.of("place " + place, version, START.toEpochMilli()));
        }
        log.addAll(readings);
        return log;
    }

    private void addReadings(String placeId, int place, List<Inbound> readings) {
        int second = 0;
        double counter = 10;
        for (int i = 0; i < readingsOfEach; i++) {
            second += random.nextInt(40) == 0 ? random.nextInt(15_000) : 30 + random.nextInt(600);
            double[] values = new double[Quantity.COUNT];
            Arrays.fill(values, Double.NaN);
            double warmth = 20 + 18 * Math.sin(second / 6000.0 + place);
            set(values, Quantity.AIR_TEMPERATURE_CELSIUS, warmth + random.nextInt(20) / 10.0);
            if (random.nextInt(8) > 0) {
                set(values, Quantity.RELATIVE_HUMIDITY_PERCENT, 40 + random.nextInt(40));
            }
            boolean hasCounter = random.nextInt(3) > 0;
            if (hasCounter) {
                counter = random.nextInt(40) == 0 ? 0 : counter + random.nextInt(3) * 0.2;
                set(values, Quantity.PRECIPITATION_COUNTER_MILLIMETRES, counter);
            }
            String sensor = hasCounter || random.nextBoolean() ? "a" : "b";
            Inbound inbound = Inbound.of(placeId, reading(place, sensor, second, values));
            readings.add(inbound);
            if (random.nextInt(10) == 0) {
                readings.add(inbound);
            }
        }
    }

    private static Reading reading(int place, String sensor, int second, double[] values) {
        long at = START.plusSeconds(second).toEpochMilli();
        return new Reading(
                PlaceKey.of(sensor),
                sensor,
                at,
                at + (place % 3 == 0 ? 1000 : ARCHIVED_MILLIS),
                sensor.equals("a") ? 600 : 0,
                values,
                0,
                Arrays.hashCode(values),
                Origin.of(place % 3, 0));
    }

    private static void set(double[] values, Quantity quantity, double value) {
        values[quantity.ordinal()] = value;
    }
}
