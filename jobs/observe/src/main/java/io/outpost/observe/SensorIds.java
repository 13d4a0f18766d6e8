package io.outpost.observe;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * Place and sensor of a message, with all that follows from the two texts.
 *
 * @param placeKey hash of the place id
 * @param sensorKey hash of the sensor id
 * @param placeHash what Kafka's default partitioner makes of the place id, 0 or more
 */
record SensorIds(String placeId, long placeKey, String sensorId, long sensorKey, int placeHash) {
    static SensorIds of(String placeId, String sensorId) {
        return new SensorIds(
                placeId,
                PlaceKey.of(placeId),
                sensorId,
                PlaceKey.of(sensorId),
                Utils.toPositive(Utils.murmur2(placeId.getBytes(StandardCharsets.UTF_8))));
    }

    /** Refuses what cannot be ids. */
    void require() throws RefusedValueException {
        Ids.require(placeId, RejectionReason.MISSING_PLACE);
        Ids.require(sensorId, RejectionReason.MISSING_SENSOR);
    }
}
