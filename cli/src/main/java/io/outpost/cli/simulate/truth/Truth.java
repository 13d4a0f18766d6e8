package io.outpost.cli.simulate.truth;

import io.outpost.cli.simulate.feed.Outgoing;
import io.outpost.cli.simulate.world.SimulatedPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a run hides from the job, for later comparison: {@code truth.csv.gz} with the true weather
 * of each place at the start of each hour, {@code faults.csv.gz} with each record that something is
 * wrong with and what must become of it; if wanted, a file of what the ground was like. An empty
 * cell is no value. Not thread-safe.
 */
public final class Truth implements AutoCloseable {
    private static final long HOUR_MILLIS = 3_600_000;

    private final Lines weather;
    private final Lines faults;
    private final List<TrueWeather> places;
    private final TrueGround ground;
    private long nextHourMillis;

    /**
     * Begins with the first whole hour at or after a time.
     *
     * @param ground null: not wanted
     */
    public Truth(Path folder, List<SimulatedPlace> places, long fromMillis, TrueGround ground)
            throws IOException {
        this.ground = ground;
        this.weather = new Lines(folder.resolve("truth.csv.gz"), TrueWeather.HEADER);
        this.faults =
                new Lines(
                        folder.resolve("faults.csv.gz"),
                        "place_id,sensor_id,observed_at,sent_at,fault,expected");
        this.places = places.stream().map(TrueWeather::new).toList();
        this.nextHourMillis = -Math.floorDiv(-fromMillis, HOUR_MILLIS) * HOUR_MILLIS;
    }

    /** Writes the hours that have begun. */
    public void advance(long eventMillis) {
        if (ground != null) {
            ground.advance(eventMillis);
        }
        boolean wrote = nextHourMillis <= eventMillis;
        while (nextHourMillis <= eventMillis) {
            String label = Instant.ofEpochMilli(nextHourMillis).toString();
            for (TrueWeather place : places) {
                weather.write(place.line(nextHourMillis, label));
            }
            nextHourMillis += HOUR_MILLIS;
        }
        if (wrote) {
            weather.flush();
            faults.flush();
        }
    }

    /**
     * Notes a faulty record.
     *
     * @param expected what must become of it; empty: not worked out
     */
    public void fault(Outgoing record, String expected) {
        faults.write(
                (record.sensor() == null
                                ? ","
                                : record.sensor().place().id() + "," + record.sensor().id())
                        + ","
                        + Instant.ofEpochMilli(record.observedAtMillis())
                        + ","
                        + Instant.ofEpochMilli(record.arrivalMillis())
                        + ","
                        + record.fault().label()
                        + ","
                        + expected);
    }

    @Override
    public void close() throws IOException {
        weather.close();
        faults.close();
        if (ground != null) {
            ground.close();
        }
    }
}
