package io.outpost.api.series;

import java.time.Duration;
import java.time.Instant;

/**
 * How time is cut into the buckets of a series, and from which stored panes a bucket is put
 * together.
 */
interface Buckets {

    /** That of the widest panes which fit. */
    Tier tier();

    /** The greatest start of a bucket that is not after the instant. */
    Instant floor(Instant instant);

    /** The start of the bucket after the one that starts here; also its end. */
    Instant next(Instant start);

    /** The usual width; a local day may be an hour longer or shorter. */
    Duration width();

    /** The most panes of a tier that one bucket can hold. */
    int maxPanes(Tier tier);

    /** The first start of a bucket at or after the instant. */
    default Instant ceiling(Instant instant) {
        Instant floor = floor(instant);
        return floor.equals(instant) ? floor : next(floor);
    }
}
