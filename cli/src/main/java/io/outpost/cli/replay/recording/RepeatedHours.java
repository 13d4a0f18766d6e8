package io.outpost.cli.replay.recording;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Distinguishes the two runs of an hour that daylight saving repeats by the order of the rows: of
 * the moments that a local time can be, the one is taken that goes on from the sensor's row before,
 * up or down. Where none does, the first is taken.
 */
final class RepeatedHours {
    private final Map<Sensor, Newest> newest = new HashMap<>();

    private record Sensor(String placeId, String sensorId) {}

    private record Newest(Instant at, boolean descending) {}

    /**
     * One of the moments.
     *
     * @param moments the earlier first
     */
    Instant choose(List<Instant> moments, String placeId, String sensorId) {
        Sensor sensor = new Sensor(placeId, sensorId);
        Newest before = newest.get(sensor);
        Instant chosen = choose(moments, before);
        boolean descending =
                before != null
                        && (chosen.isBefore(before.at)
                                || (before.descending && chosen.equals(before.at)));
        newest.put(sensor, new Newest(chosen, descending));
        return chosen;
    }

    private static Instant choose(List<Instant> moments, Newest before) {
        Instant first = moments.get(0);
        Instant last = moments.get(moments.size() - 1);
        if (before == null || first.equals(last)) {
            return first;
        }
        if (before.descending) {
            return last.isBefore(before.at) ? last : first;
        }
        return !first.isAfter(before.at) && before.at.isBefore(last) ? last : first;
    }
}
