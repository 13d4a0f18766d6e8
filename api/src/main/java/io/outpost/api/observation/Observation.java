package io.outpost.api.observation;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.Map;

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
        @JsonRawValue String extras) {}
