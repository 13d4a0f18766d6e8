package io.outpost.api.series;

import io.outpost.api.display.Display;
import io.outpost.api.place.Place;
import io.outpost.api.web.Cursor;
import io.outpost.api.web.Last;
import io.outpost.api.web.Page;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import io.outpost.core.weather.Quantity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Series of rolling means; start and end of the request choose windows by their own starts. */
final class RollingSeries {

    private static final String CURSOR = "windows";
    private static final Duration DEFAULT_RANGE = Duration.ofHours(24);

    private final RollingStore rollings;
    private final Clock clock;

    RollingSeries(RollingStore rollings, Clock clock) {
        this.rollings = rollings;
        this.clock = clock;
    }

    Series read(Request request, Place place) {
        RollingWindow window = RollingWindow.parse(request.text("rolling").orElseThrow());
        rejectBuckets(request);
        Set<Quantity> quantities = Series.quantities(request, window.quantities());
        int limit = request.limit();
        TimeRange range = range(request, place, window);
        Instant from =
                request.cursor(CURSOR, 1)
                        .map(cursor -> cursor.instant(0).plus(window.step()))
                        .orElseGet(range::start);
        List<Point> read =
                rollings.windows(place.placeId(), window, from, range.end(), quantities, limit + 1);
        Page<Point> page = Page.cut(read, limit, point -> Cursor.after(CURSOR, point.start()));
        Display display = Display.of(request);
        return Series.ofRolling(
                place,
                window,
                range,
                Point.shown(page.items(), display),
                request.next(page),
                display.codes(Quantities.names(quantities)));
    }

    /** How many values are looked at for the series, at most. */
    long weight(Request request, Place place) {
        RollingWindow window = RollingWindow.parse(request.text("rolling").orElseThrow());
        return range(request, place, window).count(window.step()) * Series.names(request).size();
    }

    private static void rejectBuckets(Request request) {
        if (Stream.of("bucket", "offset", "tz", "source").anyMatch(request::has)) {
            throw ProblemException.invalid(
                    "rolling", "not-combinable", "goes without bucket, offset, tz and source");
        }
    }

    /** By default the windows that end within the last 24 h of the place's own newest data. */
    private TimeRange range(Request request, Place place, RollingWindow window) {
        Duration back = Last.of(request).orElse(DEFAULT_RANGE);
        Instant end =
                request.instant("end")
                        .orElseGet(() -> newestStart(place, window).plus(window.step()));
        Instant start = request.instant("start").orElseGet(() -> end.minus(back));
        return new TimeRange(start, end);
    }

    private Instant newestStart(Place place, RollingWindow window) {
        return Latest.endOf(Tier.HOUR, place, clock.instant()).minus(window.width());
    }
}
