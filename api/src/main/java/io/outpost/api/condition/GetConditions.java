package io.outpost.api.condition;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.outpost.api.display.Display;
import io.outpost.api.place.Freshness;
import io.outpost.api.place.Place;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.series.Methods;
import io.outpost.api.series.Rollings;
import io.outpost.api.web.Json;
import io.outpost.api.web.Prepared;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * GET /v1/places/{id}/conditions: the state of each condition, why, since when, and what is
 * measured now.
 */
public final class GetConditions implements ReadRoute {

    private final PlaceStore places;
    private final ConditionStore conditions;
    private final Rollings rollings;
    private final ModelStore models;
    private final RecentConditions recent;
    private final Clock clock;

    public GetConditions(
            PlaceStore places, Database database, RecentConditions recent, Clock clock) {
        this.places = places;
        this.conditions = new ConditionStore(database);
        this.rollings = new Rollings(database);
        this.models = new ModelStore(database);
        this.recent = recent;
        this.clock = clock;
    }

    /** The answer; age and staleness say how far the states can be trusted now. */
    record Conditions(
            String placeId,
            @JsonUnwrapped @JsonProperty Freshness freshness,
            List<CurrentCondition> conditions,
            List<Rollings.Rolling> now,
            Models models,
            String modelsMissing,
            Map<String, String> units,
            Map<String, String> methods) {}

    @Override
    public String path() {
        return "/v1/places/{id}/conditions";
    }

    @Override
    public Set<String> parameters() {
        return Display.parametersAnd();
    }

    @Override
    public Reply answer(Request request) {
        Display display = Display.of(request);
        String id = request.variable("id");
        return new Reply(
                200, Reply.JSON, recent.get(id, display, () -> written(id, display)), Map.of());
    }

    private Prepared written(String id, Display display) {
        return Prepared.of(Reply.JSON, Json.write(conditions(id, display)));
    }

    private Conditions conditions(String id, Display display) {
        Place place = places.require(id);
        List<CurrentCondition> states = conditions.current(place.placeId(), display);
        List<Rollings.Rolling> now = rollings.newest(place, display);
        Models ofModels = models(place, states, display);
        Map<String, String> units = units(states, now, ofModels, display);
        return new Conditions(
                place.placeId(),
                Freshness.of(place, clock.instant()),
                states,
                now,
                ofModels,
                ofModels == null ? missing(place) : null,
                units,
                Methods.ofNames(units.keySet()));
    }

    private Models models(Place place, List<CurrentCondition> states, Display display) {
        boolean isGauged = states.stream().anyMatch(CurrentCondition::isByWaterLevel);
        return DryWeather.of(models.newest(place.placeId()), place, isGauged, display);
    }

    private static String missing(Place place) {
        return DryWeather.hasPosition(place)
                ? "no hour of the place has closed since its position is known"
                : "the parameters of the place have no latitude and longitude";
    }

    private static Map<String, String> units(
            List<CurrentCondition> states,
            List<Rollings.Rolling> now,
            Models models,
            Display display) {
        Stream<String> drivers =
                states.stream().flatMap(s -> s.drivers().stream()).map(Driver::measure);
        Stream<String> values = models == null ? Stream.of() : models.values().keySet().stream();
        Stream<String> rolling = now.stream().map(Rollings.Rolling::measure);
        Map<String, String> units =
                display.codes(
                        Stream.of(drivers, rolling, values)
                                .flatMap(names -> names)
                                .distinct()
                                .toList());
        units.put("age_s", "s");
        return units;
    }
}
