package io.outpost.api.series;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.outpost.api.display.Display;
import io.outpost.api.place.PageOfPlace;
import io.outpost.api.place.Place;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import io.outpost.core.weather.Quantity;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A page of a series: of buckets (bucket, offset, time_zone, source) or of rolling windows
 * (rolling, step).
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Series(
        String placeId,
        Instant start,
        Instant end,
        String bucket,
        String offset,
        String timeZone,
        Source source,
        String rolling,
        String step,
        List<Point> points,
        @JsonInclude(JsonInclude.Include.ALWAYS) String next,
        Map<String, String> units,
        Map<String, String> methods)
        implements PageOfPlace {

    static Series ofBuckets(
            Place place,
            BucketParameters buckets,
            TimeRange range,
            List<Point> points,
            String next,
            Map<String, String> units) {
        return new Series(
                place.placeId(),
                range.start(),
                range.end(),
                buckets.label(),
                buckets.offset().toString(),
                buckets.timeZone(),
                buckets.source(),
                null,
                null,
                points,
                next,
                units,
                buckets.source().methods(units.keySet()));
    }

    static Series ofRolling(
            Place place,
            RollingWindow window,
            TimeRange range,
            List<Point> points,
            String next,
            Map<String, String> units) {
        return new Series(
                place.placeId(),
                range.start(),
                range.end(),
                null,
                null,
                null,
                null,
                window.width().toString(),
                window.step().toString(),
                points,
                next,
                units,
                Methods.ofNames(units.keySet()));
    }

    @Override
    public Instant reached() {
        return points.isEmpty() ? null : points.get(points.size() - 1).start();
    }

    @Override
    public List<Point> items() {
        return points;
    }

    @Override
    public Map<String, String> unitsOfLines() {
        return Display.unsaid(units);
    }

    @Override
    public Collection<String> columns() {
        return SeriesTable.columns(this);
    }

    @Override
    public List<? extends Collection<?>> rows() {
        return SeriesTable.rows(this);
    }

    static Set<Quantity> quantities(Request request, Collection<Quantity> offered) {
        names(request);
        return Quantities.asked(request, offered);
    }

    /** The quantities that are named, one at least. */
    static List<String> names(Request request) {
        List<String> names = request.texts("quantity");
        if (names.isEmpty()) {
            throw ProblemException.invalid(
                    "quantity", "missing", "name one or more, such as air_temperature_celsius");
        }
        return names;
    }
}
