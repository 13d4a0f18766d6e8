package io.outpost.api.place;

import io.outpost.api.web.Page;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** GET /v1/places: all places in the order of their ids, or those in a box or a circle. */
public final class ListPlaces implements ReadRoute {

    private static final Map<String, String> UNITS = new TreeMap<>(GetPlace.UNITS);

    static {
        UNITS.put("distance_m", "m");
    }

    private final PlacePages places;
    private final Clock clock;

    public ListPlaces(PlaceStore places, Clock clock) {
        this.places = new PlacePages(places);
        this.clock = clock;
    }

    /** One page of places. */
    record Places(List<PlaceView> places, String next, Map<String, String> units) {}

    @Override
    public String path() {
        return "/v1/places";
    }

    @Override
    public Set<String> parameters() {
        return PlacePages.PARAMETERS;
    }

    @Override
    public Reply answer(Request request) {
        Page<Found> page = places.page(request);
        Instant now = clock.instant();
        List<PlaceView> views = page.items().stream().map(p -> PlaceView.of(p, now)).toList();
        String next = request.next(page);
        return Reply.json(new Places(views, next, UNITS)).withNextPage(request, next);
    }
}
