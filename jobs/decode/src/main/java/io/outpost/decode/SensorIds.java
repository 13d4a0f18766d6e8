package io.outpost.decode;

import io.outpost.core.place.RejectionReason;

/**
 * Place and sensor of a message, with all that follows from the two texts.
 *
 * @param sensorKey hash of the sensor id
 * @param placeHash what Kafka's default partitioner makes of the place id, 0 or more
 */
record SensorIds(String placeId, String sensorId, long sensorKey, int placeHash) {
    static SensorIds of(String placeId, String sensorId) {
        return new SensorIds(placeId, sensorId, IdHash.of(sensorId), Ids.hashOfPlace(placeId));
    }

    /** Rejects what cannot be ids. */
    void require() throws RejectedValueException {
        Ids.require(placeId, RejectionReason.MISSING_PLACE);
        Ids.require(sensorId, RejectionReason.MISSING_SENSOR);
    }
}
