package io.outpost.api.series;

import io.outpost.api.display.Display;
import io.outpost.api.place.Place;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.Last;
import io.outpost.api.web.Request;
import java.time.Clock;
import java.util.Set;

/** Series of one place, by buckets or, where they are asked for, by rolling windows. */
final class PlaceSeries {

    /** By which they are asked for, besides the page. */
    static final Set<String> PARAMETERS =
            Display.parametersAnd(
                    "quantity",
                    "bucket",
                    "offset",
                    "tz",
                    "source",
                    "rolling",
                    "start",
                    "end",
                    Last.PARAMETER);

    private final BucketSeries buckets;
    private final RollingSeries rollings;

    PlaceSeries(Database database, Clock clock) {
        this.buckets = new BucketSeries(database, clock);
        this.rollings = new RollingSeries(new RollingStore(database), clock);
    }

    /** One page. */
    Series read(Request request, Place place) {
        return isRolling(request) ? rollings.read(request, place) : buckets.read(request, place);
    }

    /** How many stored values are looked at for the series, at most. */
    long weight(Request request, Place place) {
        return isRolling(request)
                ? rollings.weight(request, place)
                : buckets.weight(request, place);
    }

    private static boolean isRolling(Request request) {
        return request.has("rolling");
    }
}
