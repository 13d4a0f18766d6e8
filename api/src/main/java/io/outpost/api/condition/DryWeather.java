package io.outpost.api.condition;

import io.outpost.api.display.Display;
import io.outpost.api.place.Place;
import io.outpost.core.model.DayCycle;
import io.outpost.core.model.DryOutlook;
import io.outpost.core.model.ModelParameters;
import io.outpost.core.model.ModelQuantity;
import io.outpost.core.model.ModelState;
import io.outpost.core.model.Nearly;
import io.outpost.core.model.ReadyBy;
import io.outpost.core.model.SteppedPlace;
import io.outpost.core.model.StreamSize;
import io.outpost.core.model.Surface;
import io.outpost.core.model.Wetness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the models of a place say of their newest hour, and of what comes if it stays dry. */
final class DryWeather {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final double DRAINED = 2.0 / 3;
    private static final double DRY = 0.45;

    private final ModelStore.Newest newest;
    private final ModelState state;
    private final SteppedPlace stepped;
    private final boolean isGauged;
    private final Display display;

    private DryWeather(
            ModelStore.Newest newest,
            ModelParameters parameters,
            boolean isGauged,
            Display display) {
        this.newest = newest;
        this.state = ModelState.read(newest.values(), 0);
        this.stepped = SteppedPlace.of(parameters);
        this.isGauged = isGauged;
        this.display = display;
    }

    /**
     * Null where the place has no models, or no position any more.
     *
     * @param place its newest parameters are taken
     * @param isGauged true: high water is judged by a water level, of which the models say nothing
     */
    static Models of(
            Optional<ModelStore.Newest> newest, Place place, boolean isGauged, Display display) {
        if (newest.isEmpty() || !hasPosition(place)) {
            return null;
        }
        return new DryWeather(newest.get(), parameters(place), isGauged, display).models();
    }

    static boolean hasPosition(Place place) {
        return place.latitude() != null && place.longitude() != null;
    }

    private static ModelParameters parameters(Place place) {
        return ModelParameters.at(
                place.latitude(),
                place.longitude(),
                place.elevationMetres() == null
                        ? ModelParameters.DEFAULT_ELEVATION_METRES
                        : place.elevationMetres(),
                place.surface() == null ? Surface.LOAM : Surface.valueOf(place.surface()),
                place.streamSize() == null
                        ? StreamSize.MEDIUM
                        : StreamSize.valueOf(place.streamSize()));
    }

    private Models models() {
        Map<String, Double> values = new TreeMap<>();
        for (ModelQuantity quantity : ModelQuantity.values()) {
            String name = quantity.columnName();
            values.put(name, display.value(name, newest.values()[quantity.ordinal()]));
        }
        return new Models(
                newest.start(),
                end(),
                values,
                newest.certain(),
                readyBy(),
                outlook(),
                newest.asOf(),
                newest.revision());
    }

    private List<Models.ReadyBy> readyBy() {
        List<Models.ReadyBy> ready = new ArrayList<>();
        if (!newest.week().isKnown()) {
            return ready;
        }
        DayCycle days = new DayCycle(newest.week().lowestCelsius(), newest.week().highestCelsius());
        double wetness = Wetness.of(state, stepped.parameters().soil());
        if (!Nearly.below(wetness, DRAINED)) {
            ready.add(readyBy("MUD", "TACKY", drierThan(DRAINED, days)));
        }
        if (!Nearly.below(wetness, DRY)) {
            ready.add(readyBy("MUD", "DRY", drierThan(DRY, days)));
        }
        double elevated =
                newest.values()[ModelQuantity.ELEVATED_FROM_MILLIMETRES_PER_HOUR.ordinal()];
        double flow = newest.values()[ModelQuantity.FLOW_MILLIMETRES_PER_HOUR.ordinal()];
        if (!isGauged && !Nearly.below(flow, elevated)) {
            ready.add(
                    readyBy(
                            "HIGH_WATER",
                            "NORMAL",
                            ReadyBy.lowerThan(elevated, state, stepped, days, nextHour())));
        }
        return ready;
    }

    private Optional<ReadyBy> drierThan(double threshold, DayCycle days) {
        return ReadyBy.drierThan(threshold, state, stepped, days, nextHour());
    }

    private Models.ReadyBy readyBy(String condition, String level, Optional<ReadyBy> hours) {
        if (hours.isEmpty() || hours.get().isBeyondTenDays()) {
            return new Models.ReadyBy(condition, level, null, null, false);
        }
        return new Models.ReadyBy(
                condition,
                level,
                end().plus(HOUR.multipliedBy(hours.get().earliestHours())),
                end().plus(HOUR.multipliedBy(hours.get().latestHours())),
                true);
    }

    private List<Models.Hour> outlook() {
        if (!newest.day().isKnown()) {
            return List.of();
        }
        DayCycle day = new DayCycle(newest.day().lowestCelsius(), newest.day().highestCelsius());
        return DryOutlook.of(state, stepped, day, nextHour()).stream().map(this::hour).toList();
    }

    private Models.Hour hour(DryOutlook.Hour hour) {
        return new Models.Hour(
                Instant.EPOCH.plus(HOUR.multipliedBy(hour.epochHour() + 1)),
                display.value("wetness", hour.wetness()),
                display.value("flow_millimetres_per_hour", hour.flowMillimetresPerHour()),
                display.value(
                        "snow_water_equivalent_millimetres",
                        hour.snowWaterEquivalentMillimetres()));
    }

    private Instant end() {
        return newest.start().plus(HOUR);
    }

    private long nextHour() {
        return end().getEpochSecond() / HOUR.toSeconds();
    }
}
