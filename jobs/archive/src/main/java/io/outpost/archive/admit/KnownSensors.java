package io.outpost.archive.admit;

import io.outpost.core.place.ClockRules;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;

/** The sensors of the place with the current key, in Flink's state. */
record KnownSensors(MapState<String, Long> newestSeconds) implements PlaceGate.Sensors {
    private static final long MILLIS_PER_SECOND = 1000;

    @Override
    public Long newestSecond(String sensorId) throws Exception {
        return newestSeconds.get(sensorId);
    }

    @Override
    public void put(String sensorId, long newestSecond) throws Exception {
        newestSeconds.put(sensorId, newestSecond);
    }

    @Override
    public int forget(long clockMillis) throws Exception {
        int left = 0;
        Iterator<Map.Entry<String, Long>> all = newestSeconds.iterator();
        while (all.hasNext()) {
            if (isForgotten(clockMillis, all.next().getValue())) {
                all.remove();
            } else {
                left++;
            }
        }
        return left;
    }

    static boolean isForgotten(long clockMillis, long newestSecond) {
        return ClockRules.isForgotten(clockMillis, newestSecond * MILLIS_PER_SECOND);
    }
}
