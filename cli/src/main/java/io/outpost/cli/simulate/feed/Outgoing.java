package io.outpost.cli.simulate.feed;

import io.outpost.cli.simulate.world.Field;
import io.outpost.cli.simulate.world.SimulatedSensor;

/**
 * One record on its way to the topic.
 *
 * @param key of the record in Kafka
 * @param arrivalMillis when it is sent, in event time
 * @param payloadHash of all but place, sensor and time
 * @param fault what is wrong with it; null: nothing
 * @param rejectedAs why it must be rejected whatever came before it; null: it need not
 * @param bad the field with an impossible value; null: none
 */
public record Outgoing(
        SimulatedSensor sensor,
        byte[] key,
        byte[] value,
        long observedAtMillis,
        long arrivalMillis,
        int payloadHash,
        Fault fault,
        String rejectedAs,
        Bad bad) {
    /** A report that the sensor did not make. */
    public static Outgoing neverSent(SimulatedSensor sensor, long atMillis, Fault fault) {
        return new Outgoing(sensor, null, null, atMillis, atMillis, 0, fault, null, null);
    }

    public boolean isSent() {
        return value != null;
    }

    /** A value that must be flagged, and as what. */
    public record Bad(Field field, String flag) {}
}
