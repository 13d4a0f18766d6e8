package io.outpost.api.series;

import io.outpost.api.display.Display;
import io.outpost.api.place.Place;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.Last;
import io.outpost.api.web.Page;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import io.outpost.core.weather.Quantity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

/** Series of even or local-day buckets, from stored panes, raw observations or the models. */
final class BucketSeries {

    private static final int DEFAULT_BUCKETS = 100;

    private final PaneBuckets panes;
    private final RawBuckets raw;
    private final ModelBuckets models;
    private final Clock clock;

    BucketSeries(Database database, Clock clock) {
        this.panes = new PaneBuckets(new PaneStore(database));
        this.raw = new RawBuckets(new RawStore(database));
        this.models = new ModelBuckets(new ModelHourStore(database));
        this.clock = clock;
    }

    Series read(Request request, Place place) {
        BucketParameters parameters = BucketParameters.of(request, place);
        return switch (parameters.source()) {
            case PANES -> read(request, place, parameters, measured(request), panes::page);
            case RAW -> read(request, place, parameters, measured(request), raw::page);
            case MODELS ->
                    read(request, place, parameters, ModelQuantities.asked(request), models::page);
        };
    }

    /**
     * How many values of stored panes are looked at for the series, at most.
     *
     * @throws ProblemException where they would be raw observations, which nothing bounds
     */
    long weight(Request request, Place place) {
        BucketParameters parameters = BucketParameters.of(request, place);
        if (parameters.source() == Source.RAW) {
            throw ProblemException.invalid(
                    "source",
                    "not-served-here",
                    "raw observations are read of one place at a time");
        }
        TimeRange range = range(request, place, parameters);
        Buckets buckets = parameters.between(range.start(), range.end());
        Tier tier = parameters.source() == Source.MODELS ? Tier.HOUR : buckets.tier();
        return range.count(buckets.width()) * buckets.maxPanes(tier) * Series.names(request).size();
    }

    private static Set<Quantity> measured(Request request) {
        return Series.quantities(request, Quantities.OF_PANES);
    }

    private <Q> Series read(
            Request request,
            Place place,
            BucketParameters parameters,
            Set<Q> quantities,
            Function<BucketQuery<Q>, Page<Point>> pages) {
        int limit = request.limit();
        TimeRange range = parameters.check(range(request, place, parameters));
        Instant from =
                request.cursor(BucketQuery.CURSOR, 1)
                        .map(cursor -> range.nearest(cursor.instant(0)))
                        .orElseGet(range::start);
        Buckets buckets = parameters.between(range.start(), range.end());
        Page<Point> page =
                pages.apply(
                        new BucketQuery<>(
                                place.placeId(), buckets, range, from, quantities, limit));
        Display display = Display.of(request);
        return Series.ofBuckets(
                place,
                parameters,
                range,
                Point.shown(page.items(), display),
                request.next(page),
                display.codes(Series.names(request)));
    }

    private TimeRange range(Request request, Place place, BucketParameters parameters) {
        Duration back = Last.of(request).orElseGet(() -> parameters.reach(DEFAULT_BUCKETS));
        Instant latest = Latest.of(place, clock.instant());
        Buckets buckets = parameters.between(latest, latest);
        Instant end = request.instant("end").orElseGet(() -> buckets.next(buckets.floor(latest)));
        Instant start = request.instant("start").orElseGet(() -> buckets.ceiling(end.minus(back)));
        return new TimeRange(start, end);
    }
}
