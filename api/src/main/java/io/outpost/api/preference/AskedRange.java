package io.outpost.api.preference;

import io.outpost.api.series.PaneHistory;
import io.outpost.api.series.TimeRange;
import io.outpost.api.web.Last;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import io.outpost.core.condition.Cadence;
import io.outpost.core.preference.PaneSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The range of a backtest, of the panes that lie in it; where an end is left out, by what a place
 * has.
 */
record AskedRange(
        Optional<Instant> start, Optional<Instant> end, Duration length, Cadence cadence) {

    private static final Duration USUAL = Duration.ofDays(30);

    /**
     * That of a body.
     *
     * @param asked with its fields as parameters
     */
    static AskedRange of(Request asked, Cadence cadence) {
        try {
            Duration last = Last.of(asked).orElse(USUAL);
            if (last.compareTo(longest(cadence)) > 0) {
                throw tooLong(Last.PARAMETER, cadence);
            }
            return new AskedRange(asked.instant("start"), asked.instant("end"), last, cadence);
        } catch (ProblemException e) {
            throw e.inBody();
        }
    }

    private static Duration longest(Cadence cadence) {
        int panes = cadence == Cadence.HOUR ? PaneSeries.MOST_HOURS : PaneSeries.MOST_MINUTES;
        return PaneHistory.width(cadence).multipliedBy(panes);
    }

    /** By default the 30 days that end with the newest pane. */
    TimeRange of(Supplier<Instant> newestEnd) {
        Instant to = floor(end.orElseGet(newestEnd));
        Instant from = ceiling(start.orElseGet(() -> to.minus(length)));
        try {
            if (Duration.between(from, to).compareTo(longest(cadence)) > 0) {
                throw tooLong("start", cadence);
            }
            return new TimeRange(from, to);
        } catch (ProblemException e) {
            throw e.inBody();
        }
    }

    private Instant floor(Instant instant) {
        Instant ceiling = ceiling(instant);
        return ceiling.equals(instant) ? instant : ceiling.minus(PaneHistory.width(cadence));
    }

    private Instant ceiling(Instant instant) {
        return PaneHistory.ceiling(cadence, instant);
    }

    private static ProblemException tooLong(String name, Cadence cadence) {
        return ProblemException.invalid(
                name,
                "range-too-long",
                "may reach over %,d days at most".formatted(longest(cadence).toDays()));
    }
}
