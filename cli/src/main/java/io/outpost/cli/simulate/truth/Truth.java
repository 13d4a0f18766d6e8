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
 * wrong with and what must become of it. An empty cell is no value. Not thread-safe.
 */
public final class Truth implements AutoCloseable {
    private static final long HOUR_MILLIS = 3_600_000;

    private final GzipLines weather;
    private final GzipLines faults;
    private final List<TrueWeather> places;
    private long nextHourMillis;

    /** Begins with the first whole hour at or after a time. */
    public Truth(Path folder, List<SimulatedPlace> places, long fromMillis) throws IOException {
        this.weather = new GzipLines(folder.resolve("truth.csv.gz"), TrueWeather.HEADER);
        this.faults =
                new GzipLines(
                        folder.resolve("faults.csv.gz"),
                        "place_id,sensor_id,observed_at,sent_at,fault,expected");
        this.places = places.stream().map(TrueWeather::new).toList();
        this.nextHourMillis = -Math.floorDiv(-fromMillis, HOUR_MILLIS) * HOUR_MILLIS;
    }

    /** Writes the hours that have begun. */
    public void advance(long eventMillis) {
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
    }
}
