package io.outpost.archive.admit;

import java.util.HashMap;
import java.util.Map;

/** The sensors that a place knows, in a map. */
final class SensorsInMemory implements PlaceGate.Sensors {
    private final Map<String, Long> newestSeconds = new HashMap<>();

    @Override
    public Long newestSecond(String sensorId) {
        return newestSeconds.get(sensorId);
    }

    @Override
    public void put(String sensorId, long newestSecond) {
        newestSeconds.put(sensorId, newestSecond);
    }

    @Override
    public int forget(long clockMillis) {
        newestSeconds.values().removeIf(newest -> KnownSensors.isForgotten(clockMillis, newest));
        return newestSeconds.size();
    }
}
