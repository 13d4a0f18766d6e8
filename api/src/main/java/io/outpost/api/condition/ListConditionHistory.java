package io.outpost.api.condition;

import io.outpost.api.place.Place;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.series.Digits;
import io.outpost.api.web.Cursor;
import io.outpost.api.web.EventTimes;
import io.outpost.api.web.Page;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * GET /v1/places/{id}/conditions/history: every change that holds, or that held as it was known at
 * as_of.
 */
public final class ListConditionHistory implements Route {

    private static final String CURSOR = "transitions";

    private final PlaceStore places;
    private final ConditionStore conditions;

    public ListConditionHistory(PlaceStore places, Database database) {
        this.places = places;
        this.conditions = new ConditionStore(database);
    }

    /** One page of changes, in the order of event time. */
    record History(
            String placeId, List<Transition> transitions, String next, Map<String, String> units) {}

    @Override
    public String path() {
        return "/v1/places/{id}/conditions/history";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("condition", "start", "end", "as_of", "limit", "cursor", Digits.PARAMETER);
    }

    @Override
    public Reply answer(Request request) {
        int limit = request.limit();
        Digits digits = Digits.of(request);
        Optional<Cursor> cursor = request.cursor(CURSOR, 2);
        EventTimes times = EventTimes.of(request);
        Place place = places.require(request.variable("id"));
        ConditionStore.Wanted wanted =
                new ConditionStore.Wanted(
                        place.placeId(),
                        request.text("condition").orElse(null),
                        times.start(),
                        times.end(),
                        request.instant("as_of").orElse(EventTimes.LAST),
                        cursor.map(c -> c.instant(0)).orElse(EventTimes.FIRST),
                        cursor.map(c -> c.text(1)).orElse(""));
        Page<Transition> page =
                Page.cut(
                        conditions.history(wanted, limit + 1, digits),
                        limit,
                        t -> Cursor.after(CURSOR, t.at(), t.condition()));
        String next = request.next(page);
        return Reply.json(history(place, page, next)).withNextPage(request, next);
    }

    private static History history(Place place, Page<Transition> page, String next) {
        List<Driver> drivers = page.items().stream().flatMap(t -> t.drivers().stream()).toList();
        return new History(place.placeId(), page.items(), next, Driver.units(drivers));
    }
}
