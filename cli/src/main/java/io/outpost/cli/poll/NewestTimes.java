package io.outpost.cli.poll;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newest time of observation that was sent of each sensor of a station. Of too many sensors the
 * one that was silent longest is forgotten: its next rows may be sent again, which is harmless.
 */
final class NewestTimes {
    static final int MOST_SENSORS = 1_000;

    /** A sensor of a place. */
    private record Sensor(String placeId, String sensorId) {}

    private final Map<Sensor, Long> newestMillis =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Sensor, Long> eldest) {
                    return size() > MOST_SENSORS;
                }
            };

    private long newest = Long.MIN_VALUE;

    boolean isNew(String placeId, String sensorId, long observedAtMillis) {
        Long known = newestMillis.get(new Sensor(placeId, sensorId));
        return known == null || observedAtMillis > known;
    }

    void sent(String placeId, String sensorId, long observedAtMillis) {
        newestMillis.merge(new Sensor(placeId, sensorId), observedAtMillis, Math::max);
        newest = Math.max(newest, observedAtMillis);
    }

    /** Of all sensors; null: none was sent yet. */
    Instant newest() {
        return newest == Long.MIN_VALUE ? null : Instant.ofEpochMilli(newest);
    }
}
