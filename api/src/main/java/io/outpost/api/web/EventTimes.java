package io.outpost.api.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The event times that a list is asked for: [start, end), each open where not given. */
public record EventTimes(Instant start, Instant end) {

    /** Before and after everything that can be asked for. */
    public static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    public static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * Those that a request asks for.
     *
     * @param newest from where the parameter last reaches back; what came later is asked for as
     *     well
     */
    public static EventTimes of(Request request, Supplier<Instant> newest) {
        Optional<Duration> last = Last.of(request);
        if (last.isPresent()) {
            return new EventTimes(newest.get().minus(last.get()), LAST);
        }
        Instant start = request.instant("start").orElse(FIRST);
        Instant end = request.instant("end").orElse(LAST);
        if (!start.isBefore(end)) {
            throw ProblemException.invalid("end", "not-after-start", "must be after start");
        }
        return new EventTimes(start, end);
    }
}
