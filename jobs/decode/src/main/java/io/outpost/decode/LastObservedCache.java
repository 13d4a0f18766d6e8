package io.outpost.decode;

import java.time.Duration;

/**
 * The last observation time of places seen lately, to find cheaply which readings continue their
 * place's time. A place's record can only be refused as a jump when it is more than 7 days away
 * from the record before it, or when that one is not known here; then "not continued" is the
 * answer. Fixed size: places that share a slot only cost a few bytes more on the wire.
 */
final class LastObservedCache {
    private static final int SLOTS = 1 << 16;
    private static final long CONTINUED_WITHIN_MILLIS = Duration.ofDays(7).toMillis();

    private final String[] places = new String[SLOTS];
    private final long[] lastMillis = new long[SLOTS];

    /**
     * True when the place's record before this one is known and at most 7 days away. Remembers this
     * one.
     */
    boolean isContinued(SensorIds ids, long observedAtMillis) {
        int slot = ids.placeHash() & (SLOTS - 1);
        boolean continued =
                ids.placeId().equals(places[slot])
                        && Math.abs(observedAtMillis - lastMillis[slot]) <= CONTINUED_WITHIN_MILLIS;
        places[slot] = ids.placeId();
        lastMillis[slot] = observedAtMillis;
        return continued;
    }
}
