package io.outpost.api.sensor;

import io.github.bucket4j.ConsumptionProbe;
import io.outpost.api.rate.Granted;
import io.outpost.api.rate.LocalLimit;
import io.outpost.api.web.Caller;
import io.outpost.api.web.Origin;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import java.time.Clock;

/**
 * How much may be sent in a minute. Those of sensors and tenants hold over all instances, those of
 * addresses at one. A caller without an id is bounded by its address alone.
 */
public final class RateLimits {

    private final SharedLimit sensors;
    private final SharedLimit observations;
    private final SharedLimit tenants;
    private final LocalLimit addresses;

    private RateLimits(
            SharedLimit sensors,
            SharedLimit observations,
            SharedLimit tenants,
            LocalLimit addresses) {
        this.sensors = sensors;
        this.observations = observations;
        this.tenants = tenants;
        this.addresses = addresses;
    }

    static RateLimits of(SensorSettings settings, SharedBuckets buckets, Clock clock) {
        return new RateLimits(
                new SharedLimit("sensor", settings.sensorRequestsPerMinute(), buckets, clock),
                new SharedLimit(
                        "observations", settings.sensorObservationsPerMinute(), buckets, clock),
                new SharedLimit("tenant", settings.tenantRequestsPerMinute(), buckets, clock),
                new LocalLimit(settings.addressRequestsPerMinute(), clock));
    }

    /**
     * Takes what a request of a sensor holds.
     *
     * @param count of observations, 1 or more; more than the limit of a minute is never granted
     * @throws ProblemException TOO_MANY_REQUESTS beyond the limit, and nothing is taken
     */
    public void takeObservations(Caller caller, int count) {
        if (caller.id() != null && observations.isSet()) {
            Granted.require(
                    observations.take(caller.id(), count),
                    observations.perMinute(),
                    "This sensor may send %d observations a minute");
        }
    }

    /** A request of an address, before anything else is known of it. */
    void takeOfAddress(String address) {
        if (addresses.isSet()) {
            Granted.require(
                    addresses.take(Origin.of(address), 1),
                    addresses.perMinute(),
                    "This address may send %d requests a minute");
        }
    }

    /** A request of a sensor, and so of its tenant; the answer says how many it has left. */
    void takeOf(Caller caller, Request request) {
        if (sensors.isSet()) {
            ConsumptionProbe left = sensors.take(caller.id(), 1);
            Granted.require(
                    left,
                    sensors.perMinute(),
                    "This sensor may send %d requests a minute, each with several observations");
            Granted.headers(left, sensors.perMinute()).forEach(request::addToAnswer);
        }
        if (tenants.isSet()) {
            Granted.require(
                    tenants.take(caller.tenant(), 1),
                    tenants.perMinute(),
                    "The sensors of this tenant may send %d requests a minute");
        }
    }
}
