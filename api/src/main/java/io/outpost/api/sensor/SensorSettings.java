package io.outpost.api.sensor;

/**
 * Who may send over HTTP, and how much; of each limit 0 is none.
 *
 * @param open whether requests without a key are admitted
 * @param sensorRequestsPerMinute of each sensor, over all instances
 * @param sensorObservationsPerMinute the same, of what the requests hold
 * @param tenantRequestsPerMinute of all sensors of a tenant, over all instances
 * @param addressRequestsPerMinute of each address, at one instance, before anything is checked
 */
public record SensorSettings(
        boolean open,
        int sensorRequestsPerMinute,
        int sensorObservationsPerMinute,
        int tenantRequestsPerMinute,
        int addressRequestsPerMinute) {}
