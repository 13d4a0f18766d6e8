package io.outpost.api.web;

import java.time.Instant;

/** The event times that a list is asked for: [start, end), each open where not given. */
public record EventTimes(Instant start, Instant end) {

    /** Before and after everything that can be asked for. */
    public static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    public static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    public static EventTimes of(Request request) {
        Instant start = request.instant("start").orElse(FIRST);
        Instant end = request.instant("end").orElse(LAST);
        if (!start.isBefore(end)) {
            throw ProblemException.invalid("end", "not-after-start", "must be after start");
        }
        return new EventTimes(start, end);
    }
}
