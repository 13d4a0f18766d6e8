package io.outpost.cli.sensors;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What may send observations.
 *
 * @param tenant to which it belongs, with others whose requests are limited together
 * @param sensorId the only sensor that it sends for; null: any of its place
 */
public record Sensor(String id, String tenant, String placeId, String sensorId) {
    private static final int RANDOM_BYTES = 8;

    /** With a new id. */
    public static Sensor create(String tenant, String placeId, String sensorId) {
        return new Sensor("sensor-" + randomName(), tenant, placeId, sensorId);
    }

    /** Is no secret, and never the same again. */
    static String randomName() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
