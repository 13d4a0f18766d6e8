package io.outpost.api.observation;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.outpost.api.display.Display;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * One accepted observation as it was sent; values by quantity, those flagged among them. extras:
 * JSON, the sender's fields that are not known here.
 */
record Observation(
        String sensorId,
        Instant observedAt,
        Instant receivedAt,
        Integer reportingIntervalSeconds,
        Map<String, ObservedValue> values,
        @JsonRawValue String extras) {

    /** This observation with values in the units that are asked for. */
    Observation shown(Display display) {
        Map<String, ObservedValue> shown = new TreeMap<>();
        values.forEach((name, value) -> shown.put(name, value.shown(name, display)));
        return new Observation(
                sensorId, observedAt, receivedAt, reportingIntervalSeconds, shown, extras);
    }
}
