package io.outpost.observe;

import io.outpost.place.Origin;

/** A record as it came from its topic, undecoded. */
public record SourceRecord(String topic, long receivedAtMillis, Origin origin) {
    byte[] value() {
        return origin.value();
    }
}
