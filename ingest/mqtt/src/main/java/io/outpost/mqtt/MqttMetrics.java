package io.outpost.mqtt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What a subscriber has done so far, for Prometheus. Thread-safe. */
final class MqttMetrics {
    private static final String MESSAGES = "outpost.mqtt.messages";

    private final MeterRegistry meters;
    private final Counter observations;

    MqttMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.observations = meters.counter("outpost.mqtt.observations");
    }

    /** A message whose observations are in the log. */
    void taken(int number) {
        meters.counter(MESSAGES, "outcome", "taken").increment();
        observations.increment(number);
    }

    /** A message that will never be an observation. */
    void rejected(String reason) {
        meters.counter(MESSAGES, "outcome", "rejected").increment();
        meters.counter("outpost.mqtt.rejected", "reason", reason).increment();
    }

    /** A try to write that failed, and is followed by another. */
    void retried() {
        meters.counter("outpost.mqtt.retries").increment();
    }
}
