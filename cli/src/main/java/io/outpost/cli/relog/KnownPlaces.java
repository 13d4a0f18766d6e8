package io.outpost.cli.relog;

import io.outpost.cli.relog.LogInOrder.Received;
import io.outpost.core.place.PlaceInput;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a log has of places that older rows are of: where their own past begins. */
final class KnownPlaces {
    private final Set<String> open;
    private final Map<String, Begin> begins = new HashMap<>();
    private final Map<String, Received> parameters = new HashMap<>();
    private long lastMillis = Long.MIN_VALUE;

    /** The first observation of a place that passes screening. */
    record Begin(long observedMillis, long receivedMillis) {}

    /**
     * @param places whose beginning is looked for
     */
    KnownPlaces(Set<String> places) {
        this.open = new HashSet<>(places);
    }

    /** True when more of the log says nothing more. */
    boolean isComplete() {
        return open.isEmpty();
    }

    /** Takes the next record. */
    void take(Received received, String placeId, PlaceInput input) {
        lastMillis = received.receivedMillis();
        if (input == null || !open.contains(placeId)) {
            return;
        }
        if (input.version() != null && !input.version().removed()) {
            parameters.putIfAbsent(placeId, received);
        }
        if (input.reading() != null) {
            begins.putIfAbsent(
                    placeId,
                    new Begin(input.reading().observedAtMillis(), received.receivedMillis()));
        }
        if (begins.containsKey(placeId) && parameters.containsKey(placeId)) {
            open.remove(placeId);
        }
    }

    /** Of a place that has none: all that was read of the log lies before it. */
    Begin begin(String placeId) {
        return begins.getOrDefault(placeId, new Begin(lastMillis, lastMillis));
    }

    /** The record with the first parameters of a place; null: it has none. */
    Received parameters(String placeId) {
        return parameters.get(placeId);
    }
}
