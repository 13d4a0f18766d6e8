package io.outpost.conditions.operator;

import io.outpost.conditions.pipeline.Settings;
import io.outpost.core.place.Conditions;
import io.outpost.core.place.Place;
import io.outpost.core.place.PlaceBounds;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceKeeper;
import io.outpost.core.place.RejectionReason;
import io.outpost.decode.preference.LevelNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * All places without Flink, one record after the other. What may make a place is decided from lists
 * of all that did, share by share.
 */
public final class PlainPlaces {
    private static final long HOUR_MILLIS = 3_600_000;

    private final Emissions emissions;
    private final PlaceBounds bounds;
    private final PlaceKeeper keeper;
    private final Map<String, Place> places = new HashMap<>();
    private final Set<String> observed = new HashSet<>();

    /** By kind and share when the places of it were received. */
    private final Map<String, List<Long>> receivedTimes = new HashMap<>();

    public PlainPlaces(PlaceBounds bounds, Emissions emissions) {
        this.bounds = bounds;
        this.emissions = emissions;
        Conditions conditions = Settings.of(Map.of()).conditions().create();
        LevelNames levels = new LevelNames(conditions.levelNames());
        keeper =
                new PlaceKeeper(
                        conditions,
                        bounds,
                        new StoredPreferences(levels, new SimpleCounter()),
                        emissions.asOutput());
    }

    /** The next record of the log. */
    public void apply(PlaceInput input) {
        PlaceInput admitted = isAdmitted(input) ? input : rejected(input);
        if (admitted.deadLetter() != null && !places.containsKey(input.placeId())) {
            emissions.add(admitted.deadLetter());
        } else {
            keeper.apply(places.computeIfAbsent(input.placeId(), Place::new), admitted);
        }
    }

    public void advance(long millis) {
        places.values().forEach(place -> keeper.advance(place, millis));
    }

    private static PlaceInput rejected(PlaceInput input) {
        return input.rejected(RejectionReason.TOO_MANY_PLACES, "");
    }

    private boolean isAdmitted(PlaceInput input) {
        if (input.reading() != null && !observed.contains(input.placeId())) {
            return isAdmitted("observed", input) && observed.add(input.placeId());
        }
        boolean describes = input.version() != null || input.preference() != null;
        boolean makes = describes && !places.containsKey(input.placeId());
        return !makes || isAdmitted("described", input);
    }

    private boolean isAdmitted(String kind, PlaceInput input) {
        int keyGroup =
                KeyGroupRangeAssignment.assignToKeyGroup(
                        input.placeId(), OperatorHarness.MAX_PARALLELISM);
        String share = kind + " " + input.origin().partition() + " " + keyGroup;
        List<Long> all = receivedTimes.computeIfAbsent(share, key -> new ArrayList<>());
        long hour = input.receivedAtMillis() / HOUR_MILLIS;
        long inHour = all.stream().filter(one -> one / HOUR_MILLIS == hour).count();
        boolean fits = all.size() < bounds.mostPlaces() && inHour < bounds.mostNewPerHour();
        return fits && all.add(input.receivedAtMillis());
    }
}
