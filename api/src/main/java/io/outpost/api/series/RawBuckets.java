package io.outpost.api.series;

import io.outpost.api.web.Page;
import io.outpost.core.weather.Quantity;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Computes buckets from the raw observations in them; empty buckets are absent. */
final class RawBuckets {

    private final RawStore store;

    RawBuckets(RawStore store) {
        this.store = store;
    }

    Page<Point> page(BucketQuery<Quantity> query) {
        RawFold fold = new RawFold(query, store);
        Set<Quantity> needed = needed(query);
        RawStore.Position after = RawStore.Position.before(query.from());
        List<RawObservation> batch;
        do {
            batch = store.next(query.placeId(), after, query.to(), needed);
            if (!batch.stream().allMatch(fold::add)) {
                return fold.page();
            }
            after = batch.isEmpty() ? after : batch.get(batch.size() - 1).position();
        } while (batch.size() == RawStore.BATCH);
        return fold.lastPage();
    }

    /** What the quantities asked for are computed from. */
    private static Set<Quantity> needed(BucketQuery<Quantity> query) {
        Set<Quantity> needed = EnumSet.noneOf(Quantity.class);
        query.quantities().forEach(quantity -> needed.addAll(needed(quantity)));
        return needed;
    }

    private static Set<Quantity> needed(Quantity quantity) {
        return switch (quantity) {
            case HEAT_INDEX_CELSIUS ->
                    EnumSet.of(
                            Quantity.AIR_TEMPERATURE_CELSIUS, Quantity.RELATIVE_HUMIDITY_PERCENT);
            case PRECIPITATION_MILLIMETRES ->
                    EnumSet.of(
                            Quantity.PRECIPITATION_MILLIMETRES,
                            Quantity.PRECIPITATION_COUNTER_MILLIMETRES);
            default -> EnumSet.of(quantity);
        };
    }
}
