package io.outpost.cli.replay.recording;

/**
 * One observation, ready to be sent. Observations of one place, sensor and second have the same
 * identity.
 *
 * @param observedAtMillis event time, milliseconds since the epoch
 * @param value the observation in the wire format; not copied, not to be changed
 */
public record Reading(String placeId, long identity, long observedAtMillis, byte[] value) {}
