package io.outpost.api.series;

import com.fasterxml.jackson.annotation.JsonInclude;
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

    /** This point with values and coverage in so many digits. */
    Point shown(Digits digits) {
        return new Point(
                start,
                end,
                observations,
                digits.coverage(coverage),
                Value.shown(values, digits),
                asOf,
                revision);
    }

    static List<Point> shown(List<Point> points, Digits digits) {
        return points.stream().map(point -> point.shown(digits)).toList();
    }
}
