package io.outpost.api.web;

/**
 * Who sent a request, as far as that was proved.
 *
 * @param id of the sensor, as it is enrolled, or of the person; null: nobody was named
 * @param tenant to which the caller belongs; null: to none
 * @param placeId the only place that it may send for; null: any
 * @param sensorId the only sensor that it may send for; null: any of its place
 */
public record Caller(String id, String tenant, String placeId, String sensorId) {

    /** Nobody in particular, with no restriction but the route's. */
    public static final Caller ANYBODY = new Caller(null, null, null, null);

    /** Whether it may send an observation of a sensor. */
    public boolean maySendFor(String place, String sensor) {
        boolean ofItsPlace = placeId == null || placeId.equals(place);
        return ofItsPlace && (sensorId == null || sensorId.equals(sensor));
    }
}
