package io.outpost.api.preference;

import io.outpost.api.condition.ConditionLevels;
import io.outpost.api.place.Place;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.series.PaneHistory;
import io.outpost.api.series.TimeRange;
import io.outpost.api.web.Problem;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.core.condition.Cadence;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * POST /v1/preferences/backtest: what a draft would have come to over the stored panes of places.
 * It changes nothing, and takes what reads.
 */
public final class PostBacktest implements ReadRoute {

    /** Values of stored panes that are looked at: some seconds of reading. */
    static final long MOST_VALUES = 2_000_000;

    /** Each holds what it reads of one place. */
    private static final int MOST_AT_ONCE = 2;

    private final PlaceStore places;
    private final DraftBacktest backtest;
    private final Clock clock;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE);

    public PostBacktest(PlaceStore places, Database database, Clock clock) {
        this.places = places;
        this.backtest = new DraftBacktest(new PaneHistory(database), new ConditionLevels(database));
        this.clock = clock;
    }

    /** Of all places, in the order asked. */
    record Backtests(Cadence cadence, List<PlaceBacktest> places, Map<String, String> units) {}

    @Override
    public Method method() {
        return Method.POST;
    }

    @Override
    public String path() {
        return "/v1/preferences/backtest";
    }

    @Override
    public Reply answer(Request request) {
        if (!request.contentType().equals(Reply.JSON)) {
            throw new ProblemException(
                    ProblemKind.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be " + Reply.JSON + ".");
        }
        BacktestQuery query = BacktestQuery.read(request.body());
        Draft draft = Draft.of(query.preference());
        Map<Place, TimeRange> ranges = ranges(request, query, draft);
        requireLight(ranges.values(), draft);
        if (!turns.tryAcquire()) {
            throw new ProblemException(
                    ProblemKind.BUSY, "Other backtests are running; try again shortly.");
        }
        try {
            List<PlaceBacktest> all = new ArrayList<>();
            ranges.forEach((place, range) -> all.add(backtest.run(draft, place, range)));
            return Reply.json(new Backtests(draft.cadence(), all, PlaceBacktest.UNITS));
        } finally {
            turns.release();
        }
    }

    private Map<Place, TimeRange> ranges(Request request, BacktestQuery query, Draft draft) {
        Map<Place, TimeRange> ranges = new LinkedHashMap<>();
        AskedRange asked = AskedRange.of(request.asking(query.times()), draft.cadence());
        for (Place place : known(query.placeIds())) {
            ranges.put(place, asked.of(place, clock.instant()));
        }
        return ranges;
    }

    private List<Place> known(List<String> ids) {
        List<Place> known = new ArrayList<>();
        List<Problem.Fault> unknown = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Optional<Place> place = places.known(ids.get(i));
            place.ifPresent(known::add);
            if (place.isEmpty()) {
                unknown.add(
                        new Problem.Fault(
                                BacktestQuery.PLACES + "/" + i, "unknown", "no such place"));
            }
        }
        if (!unknown.isEmpty()) {
            throw ProblemException.unprocessable("There are no such places.", unknown);
        }
        return known;
    }

    private static void requireLight(Iterable<TimeRange> ranges, Draft draft) {
        long values = 0;
        for (TimeRange range : ranges) {
            Duration length = Duration.between(range.start(), range.end());
            long panes = length.dividedBy(PaneHistory.width(draft.cadence()));
            values += panes * draft.signals().size();
        }
        if (values > MOST_VALUES) {
            String detail =
                    "A backtest looks at %,d values at most (places x panes x values that are compared), not %,d."
                            .formatted(MOST_VALUES, values);
            throw ProblemException.tooMuch(BacktestQuery.PLACES_NAME, detail).inBody();
        }
    }
}
