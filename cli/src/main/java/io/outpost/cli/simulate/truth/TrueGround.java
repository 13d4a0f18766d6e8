package io.outpost.cli.simulate.truth;

import io.outpost.cli.simulate.ground.Ground;
import io.outpost.cli.simulate.ground.GroundHour;
import io.outpost.cli.simulate.world.SimulatedPlace;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A CSV of what snow, soil and streams of all places outdoors were truly like: a line per place and
 * hour, labelled by the start of the hour, with the values at its end. Not thread-safe.
 */
public final class TrueGround implements AutoCloseable {
    static final String HEADER =
            "place_id,hour,snow_water_equivalent_millimetres,snow_depth_centimetres,wetness,"
                    + "frost_degree_days,flow_millimetres_per_hour";
    private static final long HOUR_MILLIS = 3_600_000;
    private static final double STEPS = 1e6;

    private final Lines lines;
    private final Map<String, Ground> grounds = new LinkedHashMap<>();
    private long nextHourMillis;

    /**
     * Begins with the first whole hour at or after a time.
     *
     * @throws FileAlreadyExistsException when the file is there
     */
    public TrueGround(Path file, List<SimulatedPlace> places, long fromMillis) throws IOException {
        lines = new Lines(file, HEADER);
        nextHourMillis = -Math.floorDiv(-fromMillis, HOUR_MILLIS) * HOUR_MILLIS;
        for (SimulatedPlace place : places) {
            if (!place.site().isIndoors()) {
                grounds.put(place.id(), place.site().newGround(fromMillis));
            }
        }
    }

    /** Writes the hours that have begun. */
    void advance(long eventMillis) {
        for (; nextHourMillis <= eventMillis; nextHourMillis += HOUR_MILLIS) {
            String label = Instant.ofEpochMilli(nextHourMillis).toString();
            for (Map.Entry<String, Ground> place : grounds.entrySet()) {
                lines.write(line(place.getKey(), label, place.getValue().at(nextHourMillis)));
            }
            lines.flush();
        }
    }

    private static CharSequence line(String place, String label, GroundHour hour) {
        StringBuilder line = new StringBuilder(96).append(place).append(',').append(label);
        add(line, hour.snowWaterEquivalentMillimetres());
        add(line, hour.snowDepthCentimetres());
        add(line, hour.wetness());
        add(line, hour.frostDegreeDays());
        add(line, hour.flowMillimetresPerHour());
        return line;
    }

    /** Six decimals: a flow is small. */
    private static void add(StringBuilder line, double value) {
        line.append(',').append(Math.round(value * STEPS) / STEPS);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
