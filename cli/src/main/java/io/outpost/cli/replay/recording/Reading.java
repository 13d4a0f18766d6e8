package io.outpost.cli.replay.recording;

/**
 * One observation, ready to be sent. Observations of one place, sensor and second have the same
 * identity.
 */
public final class Reading {
    private final String placeId;
    private final long identity;
    private final long observedAtMillis;
    private final byte[] value;

    /**
     * Keeps the value as it is.
     *
     * @param observedAtMillis event time, milliseconds since the epoch
     * @param value the observation in the wire format; not copied, not to be changed
     */
    public Reading(String placeId, long identity, long observedAtMillis, byte[] value) {
        this.placeId = placeId;
        this.identity = identity;
        this.observedAtMillis = observedAtMillis;
        this.value = value;
    }

    public String placeId() {
        return placeId;
    }

    public long identity() {
        return identity;
    }

    public long observedAtMillis() {
        return observedAtMillis;
    }

    public byte[] value() {
        return value;
    }
}
