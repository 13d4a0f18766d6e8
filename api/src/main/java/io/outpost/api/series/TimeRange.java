package io.outpost.api.series;

import io.outpost.api.web.ProblemException;
import java.time.Instant;

/** A half-open span of event time, [start, end). */
record TimeRange(Instant start, Instant end) {

    TimeRange {
        if (!start.isBefore(end)) {
            throw ProblemException.invalid(
                    "end", "not-after-start", "must be after start (" + start + ")");
        }
    }

    double seconds() {
        return end.getEpochSecond() - start.getEpochSecond();
    }
}
