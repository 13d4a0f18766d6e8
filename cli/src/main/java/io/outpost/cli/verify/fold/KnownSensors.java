package io.outpost.cli.verify.fold;

import java.util.HashMap;
import java.util.Map;

/** The sensors that a place knows: as many as it may. */
final class KnownSensors {
    private final int most;
    private final Map<String, KnownSensor> byId = new HashMap<>();

    KnownSensors(int most) {
        this.most = most;
    }

    /** Null when the place does not know it. */
    KnownSensor of(String sensorId) {
        return byId.get(sensorId);
    }

    /** False for one that it does not know, when it knows as many as it may. */
    boolean mayKnow(String sensorId) {
        return byId.size() < most || byId.containsKey(sensorId);
    }

    KnownSensor learn(String sensorId) {
        return byId.computeIfAbsent(sensorId, id -> new KnownSensor());
    }

    /** Forgets what is too far behind the clock. */
    void forgetBehind(long clockMillis) {
        byId.values().removeIf(sensor -> sensor.forgetBehind(clockMillis));
    }

    /** Forgets what they have delivered, but not when that was last. */
    void shrink() {
        byId.values().forEach(KnownSensor::shrink);
    }
}
