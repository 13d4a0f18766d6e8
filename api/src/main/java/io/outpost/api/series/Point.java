package io.outpost.api.series;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.outpost.api.display.Display;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One bucket or rolling window of a series, [start, end), labelled by its start. Rolling windows do
 * not count observations; what is computed from raw observations has no revision.
 */
record Point(
        Instant start,
        Instant end,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long observations,
        Double coverage,
        Map<String, Value> values,
        Instant asOf,
        Long revision) {

    /** This point with values and coverage as they are asked for. */
    Point shown(Display display) {
        return new Point(
                start,
                end,
                observations,
                display.coverage(coverage),
                Value.shown(values, display),
                asOf,
                revision);
    }

    static List<Point> shown(List<Point> points, Display display) {
        return points.stream().map(point -> point.shown(display)).toList();
    }
}
