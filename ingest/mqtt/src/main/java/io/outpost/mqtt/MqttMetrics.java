package io.outpost.mqtt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** What a subscriber has done so far, for Prometheus. Thread-safe. */
final class MqttMetrics {
    private static final String MESSAGES = "outpost.mqtt.messages";

    private final MeterRegistry meters;
    private final Counter observations;
    private final Counter retries;
    private final Counter connections;
    private final Map<Disconnection, Counter> disconnections = new EnumMap<>(Disconnection.class);

    MqttMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.observations = meters.counter("outpost.mqtt.observations");
        this.retries = meters.counter("outpost.mqtt.retries");
        this.connections = meters.counter("outpost.mqtt.connections");
        for (Disconnection why : Disconnection.values()) {
            disconnections.put(
                    why, meters.counter("outpost.mqtt.disconnections", "reason", why.tag()));
        }
        // All that there may be is there from the beginning, since a counter that comes with its
        // first count has no increase.
        meters.counter(MESSAGES, "outcome", "taken");
        meters.counter(MESSAGES, "outcome", "rejected");
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

    /** The broker has taken the login. */
    void connected() {
        connections.increment();
    }

    /** A connection that has ended, or that has not come about. */
    void disconnected(Disconnection why) {
        disconnections.get(why).increment();
    }

    /** A try to write that failed, and is followed by another. */
    void retried() {
        retries.increment();
    }
}
