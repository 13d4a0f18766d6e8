package io.outpost.api.place;

import io.outpost.api.web.Access;
import io.outpost.api.web.Cursor;
import io.outpost.api.web.Page;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** GET /v1/places: all places in the order of their ids, or those in a box or a circle. */
public final class ListPlaces implements Route {

    private static final String CURSOR = "places";

    private final PlaceStore places;
    private final Clock clock;

    public ListPlaces(PlaceStore places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    /** One page of places. */
    record Places(List<PlaceView> places, String next, Map<String, String> units) {}

    @Override
    public String path() {
        return "/v1/places";
    }

    @Override
    public Access access() {
        return Access.READ;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("bbox", "lat", "lon", "radius_m", "limit", "cursor");
    }

    @Override
    public Reply answer(Request request) {
        Page<Place> page = page(request);
        Instant now = clock.instant();
        List<PlaceView> views = page.items().stream().map(p -> PlaceView.of(p, now)).toList();
        String next = request.next(page);
        return Reply.json(new Places(views, next, GetPlace.UNITS)).withNextPage(request, next);
    }

    private Page<Place> page(Request request) {
        int limit = request.limit();
        String after = request.cursor(CURSOR, 1).map(cursor -> cursor.text(0)).orElse("");
        Optional<Area> area = Area.of(request);
        List<Place> read =
                area.isPresent()
                        ? places.listAfter(after, limit + 1, area.get())
                        : places.listAfter(after, limit + 1);
        return Page.cut(read, limit, place -> Cursor.after(CURSOR, place.placeId()));
    }
}
