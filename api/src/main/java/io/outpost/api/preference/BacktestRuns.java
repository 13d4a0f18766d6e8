package io.outpost.api.preference;

import io.outpost.api.condition.ConditionLevels;
import io.outpost.api.place.Place;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.series.PaneHistory;
import io.outpost.api.series.TimeRange;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs preferences over the stored panes of places, few at a time, since each reads for some
 * seconds and holds what it reads of one place.
 */
final class BacktestRuns {

    /** Values of stored panes that one request looks at. */
    static final long MOST_VALUES = 2_000_000;

    private static final int MOST_AT_ONCE = 2;

    private final PlaceStore places;
    private final PaneHistory panes;
    private final DraftBacktest backtest;
    private final Clock clock;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE);

    BacktestRuns(PlaceStore places, Database database, Clock clock) {
        this.places = places;
        this.panes = new PaneHistory(database);
        this.backtest = new DraftBacktest(panes, new ConditionLevels(database));
        this.clock = clock;
    }

    /** So many values are looked at of a place over a range. */
    static long values(Draft draft, Duration range) {
        return range.dividedBy(PaneHistory.width(draft.cadence())) * draft.signals().size();
    }

    /** The end of the newest pane that a draft can be judged by at a place. */
    Instant newestEnd(Draft draft, Place place) {
        return panes.newestEnd(place, draft.cadence(), clock.instant());
    }

    /**
     * What a preference comes to at places, in their order; those that there are no more are left
     * out.
     *
     * @param range of each
     * @throws ProblemException TOO_MUCH beyond the values that one request may look at; BUSY while
     *     others run
     */
    List<PlaceBacktest> run(Draft draft, List<String> placeIds, Function<Place, TimeRange> range) {
        Map<Place, TimeRange> ranges = new LinkedHashMap<>();
        placeIds.stream()
                .map(places::known)
                .flatMap(Optional::stream)
                .forEach(place -> ranges.put(place, range.apply(place)));
        requireLight(draft, ranges);
        return inTurn(
                () -> {
                    List<PlaceBacktest> all = new ArrayList<>();
                    ranges.forEach((place, one) -> all.add(backtest.run(draft, place, one)));
                    return all;
                });
    }

    private <T> T inTurn(Supplier<T> work) {
        if (!turns.tryAcquire()) {
            throw new ProblemException(
                    ProblemKind.BUSY, "Other backtests are running; try again shortly.");
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static void requireLight(Draft draft, Map<Place, TimeRange> ranges) {
        long values =
                ranges.values().stream()
                        .mapToLong(one -> values(draft, Duration.between(one.start(), one.end())))
                        .sum();
        if (values > MOST_VALUES) {
            String detail =
                    "A backtest looks at %,d values at most (places x panes x values that are compared), not %,d."
                            .formatted(MOST_VALUES, values);
            throw ProblemException.tooMuch(BodyFields.PLACES_NAME, detail).inBody();
        }
    }
}
