package io.outpost.api.sensor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.ConsumptionProbe;
import io.outpost.api.rate.LocalLimit;
import io.outpost.api.web.ProblemException;
import java.time.Clock;

/**
 * So much a minute over all instances, of each of 20,000 at once. While Postgres does not answer,
 * each instance grants as much by itself.
 */
final class SharedLimit {

    private static final int MOST = 20_000;

    private final String prefix;
    private final int perMinute;
    private final SharedBuckets buckets;
    private final Clock clock;
    private final Due cleaning;
    private final LocalLimit here;
    private final Cache<String, Lot> lots = Caffeine.newBuilder().maximumSize(MOST).build();

    /**
     * @param kind of those who are limited, part of their names in Postgres
     * @param perMinute 0: no limit
     */
    SharedLimit(String kind, int perMinute, SharedBuckets buckets, Clock clock) {
        // With another limit it is another bucket.
        this.prefix = kind + ":" + perMinute + ":";
        this.perMinute = perMinute;
        this.buckets = buckets;
        this.clock = clock;
        this.cleaning = new Due(clock);
        this.here = new LocalLimit(perMinute, clock);
    }

    boolean isSet() {
        return perMinute > 0;
    }

    int perMinute() {
        return perMinute;
    }

    ConsumptionProbe take(String who, long count) {
        if (cleaning.isNow()) {
            forgetFull();
        }
        Lot lot =
                lots.get(who, name -> new Lot(buckets.bucket(prefix + who, perMinute), perMinute));
        try {
            return lot.take(count, clock.instant());
        } catch (ProblemException e) {
            return here.take(who, count);
        }
    }

    private void forgetFull() {
        try {
            buckets.forgetFull();
        } catch (ProblemException e) {
            // They are deleted the next time.
        }
    }
}
