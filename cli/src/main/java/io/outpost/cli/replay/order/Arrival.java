package io.outpost.cli.replay.order;

import io.outpost.cli.replay.recording.Reading;

/** When a reading arrives, in event time: milliseconds since the epoch. */
public interface Arrival {
    /** Every reading arrives at the moment that it was observed at. */
    Arrival ON_TIME = Reading::observedAtMillis;

    long millisOf(Reading reading);
}
