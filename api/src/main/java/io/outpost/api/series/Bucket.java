package io.outpost.api.series;

import java.time.Duration;
import java.time.Instant;

/** The time of one bucket, [start, end). */
record Bucket(Instant start, Instant end) {

    static Bucket around(Instant instant, Buckets buckets) {
        return at(buckets.floor(instant), buckets);
    }

    static Bucket at(Instant start, Buckets buckets) {
        return new Bucket(start, buckets.next(start));
    }

    int seconds() {
        return (int) Duration.between(start, end).toSeconds();
    }
}
