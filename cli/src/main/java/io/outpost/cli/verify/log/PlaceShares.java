package io.outpost.cli.verify.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Says of the records of the log, in their order, which may not make a place or begin to fill it.
 */
final class PlaceShares {
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private final PlaceBounds bounds;
    private final Map<Share, Count> observed = new HashMap<>();
    private final Map<Share, Count> made = new HashMap<>();
    private final Set<String> withObservation = new HashSet<>();
    private final Set<String> existing = new HashSet<>();

    private record Share(int partition, int keyGroup) {}

    private static final class Count {
        private int all;
        private int inHour;
        private long hour = Long.MIN_VALUE;

        /** False when it is full. */
        boolean raise(PlaceBounds bounds, long receivedMillis) {
            long now = Math.floorDiv(receivedMillis, HOUR_MILLIS);
            inHour = now == hour ? inHour : 0;
            hour = now;
            if (all >= bounds.most() || inHour >= bounds.mostNewPerHour()) {
                return false;
            }
            all++;
            inHour++;
            return true;
        }
    }

    PlaceShares(PlaceBounds bounds) {
        this.bounds = bounds;
    }

    /** Takes the next observation that nothing else rejects. */
    void take(LoggedObservation observation) throws RejectedException {
        if (!withObservation.contains(observation.placeId())) {
            raise(observed, observation);
            withObservation.add(observation.placeId());
            existing.add(observation.placeId());
        }
    }

    /** Takes the next parameters that nothing else rejects. */
    void take(LoggedParameters parameters) throws RejectedException {
        make(parameters);
    }

    /** Takes the next preference that nothing else rejects. */
    void take(LoggedPreference preference) throws RejectedException {
        make(preference);
    }

    private void make(LogRecord record) throws RejectedException {
        if (!existing.contains(record.placeId())) {
            raise(made, record);
            existing.add(record.placeId());
        }
    }

    private void raise(Map<Share, Count> counts, LogRecord record) throws RejectedException {
        Share share = new Share(record.partition(), KeyGroups.of(record.placeId()));
        Count count = counts.computeIfAbsent(share, one -> new Count());
        if (!count.raise(bounds, record.receivedAtMillis())) {
            throw new RejectedException("TOO_MANY_PLACES", record.placeId());
        }
    }
}
