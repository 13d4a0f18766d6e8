package io.outpost.api.place;

import io.outpost.api.web.Cursor;
import io.outpost.api.web.Page;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Pages of places as requests ask for them: of all, or of those in a box or a circle; in the order
 * of their ids or, in a circle, of their distances from its centre.
 */
public final class PlacePages {

    /** The parameters by which they are asked for. */
    public static final Set<String> PARAMETERS =
            Set.of("bbox", "lat", "lon", "radius_m", "sort", "limit", "cursor");

    private static final String BY_ID = "places";
    private static final String BY_DISTANCE = "nearest";

    private final PlaceStore places;

    public PlacePages(PlaceStore places) {
        this.places = places;
    }

    /** The page that a request asks for. */
    public Page<Found> page(Request request) {
        int limit = request.limit();
        Optional<Area> area = Area.of(request);
        return isByDistance(request, area)
                ? nearest(request, limit, area.orElseThrow())
                : inOrder(request, limit, area);
    }

    private Page<Found> inOrder(Request request, int limit, Optional<Area> area) {
        String after = request.cursor(BY_ID, 1).map(cursor -> cursor.text(0)).orElse("");
        List<Found> read =
                area.isPresent()
                        ? places.listAfter(after, limit + 1, area.get())
                        : places.listAfter(after, limit + 1);
        return Page.cut(read, limit, one -> Cursor.after(BY_ID, one.place().placeId()));
    }

    /** The cursor has the bits of the distance, so that none is lost. */
    private Page<Found> nearest(Request request, int limit, Area area) {
        Optional<Cursor> cursor = request.cursor(BY_DISTANCE, 2);
        double metres = cursor.map(c -> Double.longBitsToDouble(c.number(0))).orElse(-1.0);
        String after = cursor.map(c -> c.text(1)).orElse("");
        return Page.cut(
                places.listNearestAfter(metres, after, limit + 1, area),
                limit,
                one ->
                        Cursor.after(
                                BY_DISTANCE,
                                Double.doubleToLongBits(one.distanceMetres()),
                                one.place().placeId()));
    }

    private static boolean isByDistance(Request request, Optional<Area> area) {
        Optional<String> sort = request.text("sort");
        if (sort.isEmpty()) {
            return false;
        }
        if (!sort.get().equals("distance")) {
            throw ProblemException.invalid(
                    "sort", "unknown", "must be distance; without it, places come by their ids");
        }
        if (area.isEmpty() || area.get().circle() == null) {
            throw ProblemException.invalid(
                    "sort", "needs-a-centre", "goes with lat, lon and radius_m");
        }
        return true;
    }
}
