package io.outpost.bench.micro;

import io.outpost.bench.backlog.Backlog;
import io.outpost.conditions.pipeline.Settings;
import io.outpost.core.place.Origin;
import io.outpost.core.place.Place;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceKeeper;
import io.outpost.core.place.Reading;
import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One observation of a place with ten sensors, each every 10 min: deduplication, panes, and its
 * share of closing panes, rolling means and conditions. Each iteration begins with a new place,
 * which comes to its full windows within milliseconds.
 */
@State(Scope.Thread)
public class PlaceBenchmark {
    private static final int SENSORS = 10;
    private static final int SECONDS_BETWEEN_SENSORS = 6;
    private static final int INTERVAL_SECONDS = 600;
    private static final int COURSE = 1440;

    /** Long after all that is observed, and one record right after the other: a replay. */
    private static final long RECEIVED_MILLIS =
            Backlog.START_MILLIS + Duration.ofDays(36_500).toMillis();

    private static final long RECEIVED_EVERY_MILLIS = 10;

    private static final Origin ORIGIN =
            new Origin(0, 0, new byte[0], new byte[0], new String[0], new byte[0][]);

    private final double[][] course = new double[COURSE][];
    private final String[] sensors = new String[SENSORS];
    private Place place;
    private PlaceKeeper keeper;
    private long next;

    @Setup
    public void fillCourse() {
        for (int i = 0; i < COURSE; i++) {
            course[i] = new double[Quantity.COUNT];
            Arrays.fill(course[i], Double.NaN);
            double swing = Math.sin(2 * Math.PI * i / COURSE);
            course[i][Quantity.AIR_TEMPERATURE_CELSIUS.code()] = 24 + 8 * swing;
            course[i][Quantity.RELATIVE_HUMIDITY_PERCENT.code()] = 60 - 20 * swing;
            course[i][Quantity.WIND_SPEED_METRES_PER_SECOND.code()] = 4 + swing;
            course[i][Quantity.WIND_GUST_METRES_PER_SECOND.code()] = 7 + swing;
            course[i][Quantity.PRESSURE_HECTOPASCALS.code()] = 985 + swing;
        }
        for (int i = 0; i < SENSORS; i++) {
            sensors[i] = "place-s" + i;
        }
    }

    @Setup(Level.Iteration)
    public void forget(Blackhole rows) {
        place = new Place("place");
        keeper =
                new PlaceKeeper(
                        Settings.of(Map.of()).conditions().create(), new SwallowedRows(rows));
        next = 0;
    }

    @Benchmark
    public void observationOfAPlace() {
        int sensor = (int) (next % SENSORS);
        long seconds = next / SENSORS * INTERVAL_SECONDS + (long) sensor * SECONDS_BETWEEN_SENSORS;
        keeper.apply(
                place,
                PlaceInput.of(
                        place.placeId(), reading(sensor, Backlog.START_MILLIS + seconds * 1000)));
        next++;
    }

    private Reading reading(int sensor, long observedAtMillis) {
        return new Reading(
                sensor + 1,
                sensors[sensor],
                observedAtMillis,
                RECEIVED_MILLIS + next * RECEIVED_EVERY_MILLIS,
                INTERVAL_SECONDS,
                course[(int) (next % COURSE)],
                0,
                (int) next,
                ORIGIN);
    }
}
