package io.outpost.api.web;

import java.time.Duration;
import java.util.Optional;

/**
 * The parameter last: a range by how far it reaches back from where it ends when nothing is said,
 * so that clients need no clock. It goes without start and end.
 */
public final class Last {

    public static final String PARAMETER = "last";

    /** About a hundred years. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private Last() {}

    /** How far back is asked for, more than 0 and at most 36,525 days, if it is. */
    public static Optional<Duration> of(Request request) {
        Optional<Duration> last =
                request.text(PARAMETER).map(text -> Durations.parse(PARAMETER, text));
        if (last.isPresent() && (request.has("start") || request.has("end"))) {
            throw ProblemException.invalid(
                    PARAMETER, "exclusive", "give start and end, or last, not both");
        }
        if (last.isPresent() && (last.get().isNegative() || last.get().isZero())) {
            throw ProblemException.invalid(PARAMETER, "not-positive", "must be longer than 0");
        }
        if (last.isPresent() && last.get().compareTo(LONGEST) > 0) {
            throw ProblemException.invalid(PARAMETER, "too-long", "must be at most 36,525 days");
        }
        return last;
    }
}
