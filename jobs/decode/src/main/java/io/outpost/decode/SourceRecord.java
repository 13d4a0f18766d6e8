package io.outpost.decode;

import io.outpost.core.place.Origin;

/**
 * A record of the log, undecoded.
 *
 * @param receivedAtMillis as it was read its append time; once it has passed {@link
 *     io.outpost.flink.kafka.LogReader} monotone within its partition
 * @param appendTime true: the time was set by the broker; false: by the producer
 */
public record SourceRecord(long receivedAtMillis, boolean appendTime, Origin origin) {
    byte[] value() {
        return origin.value();
    }

    /** The same, received at a time. */
    public SourceRecord receivedAt(long millis) {
        return millis == receivedAtMillis ? this : new SourceRecord(millis, appendTime, origin);
    }
}
