package io.outpost.api.condition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.outpost.api.display.Display;
import io.outpost.api.place.Found;
import io.outpost.api.place.Freshness;
import io.outpost.api.place.PlacePages;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.place.Position;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.Page;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** GET /v1/conditions/latest: the newest state of every condition, place by place. */
public final class ListLatestConditions implements ReadRoute {

    private final PlacePages places;
    private final ConditionStore conditions;
    private final Clock clock;

    public ListLatestConditions(PlaceStore places, Database database, Clock clock) {
        this.places = new PlacePages(places);
        this.conditions = new ConditionStore(database);
        this.clock = clock;
    }

    /** One page of places with their conditions. */
    record Latest(List<OfPlace> places, String next, Map<String, String> units) {}

    /** A place with the conditions that were judged there; age and staleness are of now. */
    record OfPlace(
            String placeId,
            String name,
            Position position,
            @JsonInclude(JsonInclude.Include.NON_NULL) Double distanceM,
            @JsonUnwrapped @JsonProperty Freshness freshness,
            List<CurrentCondition> conditions) {}

    @Override
    public String path() {
        return "/v1/conditions/latest";
    }

    @Override
    public Set<String> parameters() {
        return Display.parametersAnd(PlacePages.PARAMETERS.toArray(String[]::new));
    }

    @Override
    public Reply answer(Request request) {
        Display display = Display.of(request);
        Page<Found> page = places.page(request);
        List<String> ids = page.items().stream().map(one -> one.place().placeId()).toList();
        Map<String, List<CurrentCondition>> states = conditions.current(ids, display);
        Instant now = clock.instant();
        List<OfPlace> shown = page.items().stream().map(one -> show(one, states, now)).toList();
        String next = request.next(page);
        return Reply.json(new Latest(shown, next, units(shown, display)))
                .withNextPage(request, next);
    }

    private static OfPlace show(
            Found found, Map<String, List<CurrentCondition>> states, Instant now) {
        String id = found.place().placeId();
        return new OfPlace(
                id,
                found.place().name(),
                Position.of(found.place()),
                found.shownMetres(),
                Freshness.of(found.place(), now),
                states.getOrDefault(id, List.of()));
    }

    private static Map<String, String> units(List<OfPlace> shown, Display display) {
        List<Driver> drivers =
                shown.stream()
                        .flatMap(place -> place.conditions().stream())
                        .flatMap(condition -> condition.drivers().stream())
                        .toList();
        Map<String, String> units = Driver.units(drivers, display);
        units.put("age_s", "s");
        units.put("stale_after_seconds", "s");
        units.put("distance_m", "m");
        return units;
    }
}
