package io.outpost.cli.simulate.expect;

import io.outpost.cli.simulate.feed.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Works out what must become of each record, from the order in which they are sent and the
 * semantics in docs/topology.md; shares no code with the job. Not thread-safe.
 */
public final class ExpectedOutcomes {
    private static final long MINUTE_HORIZON_MILLIS = Duration.ofHours(2).toMillis();
    private static final long HOUR_HORIZON_MILLIS = Duration.ofDays(7).toMillis();
    private static final long JUMP_MILLIS = Duration.ofDays(7).toMillis();
    private static final long FUTURE_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final long MILLIS_PER_SECOND = 1000;

    private final Map<String, PlaceSoFar> places = new HashMap<>();
    private final Totals totals = new Totals();
    private final BiConsumer<Outgoing, String> listener;

    /** What is known of a place: its clock, the jumps that wait, what its sensors delivered. */
    private static final class PlaceSoFar {
        private long clockMillis = Long.MIN_VALUE;
        private final List<Outgoing> waiting = new ArrayList<>();
        private final Map<String, Delivered> sensors = new HashMap<>();
    }

    /**
     * Begins with places that have no records.
     *
     * @param listener takes what must become of each record, as soon as that is certain
     */
    public ExpectedOutcomes(BiConsumer<Outgoing, String> listener) {
        this.listener = listener;
    }

    /**
     * Takes the next record.
     *
     * @param nowMillis when it is sent, which is about when the broker receives it
     */
    public void sent(Outgoing record, long nowMillis) {
        if (record.rejectedAs() != null) {
            reject(record, record.rejectedAs());
        } else if (record.observedAtMillis() > nowMillis + FUTURE_MILLIS) {
            reject(record, "IN_FUTURE");
        } else {
            observe(
                    places.computeIfAbsent(record.sensor().place().id(), id -> new PlaceSoFar()),
                    record);
        }
    }

    public Expected expected() {
        return totals.snapshot();
    }

    private void observe(PlaceSoFar place, Outgoing record) {
        Outgoing own = find(place.waiting, one -> one.sensor().id().equals(record.sensor().id()));
        boolean jumps = jumps(place, record);
        boolean confirms =
                jumps
                        && own != null
                        && record.observedAtMillis()
                                >= own.observedAtMillis() - HOUR_HORIZON_MILLIS;
        if (own != null && !confirms) {
            place.waiting.remove(own);
            totals.waiting--;
            reject(own, "TIME_JUMP");
        }
        if (!jumps || (confirms && isNear(own, record)) || isSeenByTwoOthers(place, own, record)) {
            applyWaiting(place, one -> jumps && (one.equals(own) || isNear(one, record)));
            apply(place, record);
        } else {
            applyWaiting(place, one -> one.equals(own));
            place.waiting.add(record);
            totals.waiting++;
        }
    }

    private void applyWaiting(PlaceSoFar place, Predicate<Outgoing> which) {
        List<Outgoing> confirmed = place.waiting.stream().filter(which).toList();
        place.waiting.removeAll(confirmed);
        totals.waiting -= confirmed.size();
        confirmed.forEach(one -> apply(place, one));
    }

    /** True when two more sensors have jumped to within the same days. */
    private static boolean isSeenByTwoOthers(PlaceSoFar place, Outgoing own, Outgoing record) {
        List<Outgoing> near =
                place.waiting.stream()
                        .filter(one -> !one.equals(own) && isNear(one, record))
                        .toList();
        return find(near, one -> near.stream().filter(two -> isNear(one, two)).count() > 1) != null;
    }

    private static boolean isNear(Outgoing one, Outgoing other) {
        return Math.abs(one.observedAtMillis() - other.observedAtMillis()) <= JUMP_MILLIS;
    }

    private static Outgoing find(List<Outgoing> all, Predicate<Outgoing> which) {
        return all.stream().filter(which).findFirst().orElse(null);
    }

    private static boolean jumps(PlaceSoFar place, Outgoing record) {
        return place.clockMillis != Long.MIN_VALUE
                && record.observedAtMillis() > place.clockMillis + JUMP_MILLIS;
    }

    private void apply(PlaceSoFar place, Outgoing record) {
        long at = record.observedAtMillis();
        if (place.clockMillis != Long.MIN_VALUE && at < place.clockMillis - HOUR_HORIZON_MILLIS) {
            totals.late++;
            listener.accept(record, "LATE");
            return;
        }
        Delivered delivered =
                place.sensors.computeIfAbsent(record.sensor().id(), id -> new Delivered());
        long second = Math.floorDiv(at, MILLIS_PER_SECOND);
        int found = delivered.find(second);
        if (found < 0) {
            place.clockMillis = Math.max(place.clockMillis, at);
            long horizon =
                    Math.floorDiv(place.clockMillis - HOUR_HORIZON_MILLIS, MILLIS_PER_SECOND);
            delivered.insert(second, record.payloadHash(), horizon);
            accept(place, record);
        } else if (delivered.payload(found) == record.payloadHash()) {
            totals.duplicate++;
            listener.accept(record, "DUPLICATE");
        } else {
            totals.conflict++;
            listener.accept(record, "CONFLICT");
        }
    }

    private void accept(PlaceSoFar place, Outgoing record) {
        totals.accepted++;
        if (record.observedAtMillis() < place.clockMillis - MINUTE_HORIZON_MILLIS) {
            totals.hourTierOnly++;
        }
        if (record.bad() != null) {
            totals.flag(record.bad().field().quantity().name(), record.bad().flag());
        }
        listener.accept(record, "ACCEPTED");
    }

    private void reject(Outgoing record, String reason) {
        totals.reject(reason);
        listener.accept(record, "REJECTED " + reason);
    }
}
