package io.outpost.api.series;

import io.outpost.api.web.ProblemException;
import java.time.Duration;
import java.time.Instant;

/** A half-open span of event time, [start, end). */
public record TimeRange(Instant start, Instant end) {

    /** The longest range that is read from raw observations. */
    static final Duration LONGEST_RAW = Duration.ofDays(31);

    public TimeRange {
        if (!start.isBefore(end)) {
            throw ProblemException.invalid(
                    "end", "not-after-start", "must be after start (" + start + ")");
        }
    }

    /** This range, unless it is too long to be read from raw observations. */
    public TimeRange forRaw() {
        if (start.plus(LONGEST_RAW).isBefore(end)) {
            throw ProblemException.invalid(
                    "start",
                    "range-too-long",
                    "from start to end ("
                            + end
                            + ") may be at most 31 days, as raw observations are read");
        }
        return this;
    }

    /** The instant, or the end of this range that is nearer to it. */
    public Instant nearest(Instant instant) {
        if (instant.isBefore(start)) {
            return start;
        }
        return instant.isAfter(end) ? end : instant;
    }

    /** How many steps of a width begin in it, at most. */
    long count(Duration width) {
        return 1 + (end.getEpochSecond() - start.getEpochSecond()) / width.toSeconds();
    }

    double seconds() {
        return end.getEpochSecond() - start.getEpochSecond();
    }
}
