package io.outpost.api.series;

import io.outpost.api.display.Display;
import io.outpost.api.place.Place;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.core.weather.Quantity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * GET /v1/places/{id}/summary: what was measured in the last hour, today and on the seven days
 * before, by the place's own clock. It changes with the place's data alone, so that it can be kept.
 */
public final class GetSummary implements ReadRoute {

    private static final int DAYS = 7;
    private static final Duration HOUR = Duration.ofHours(1);

    private static final Set<Quantity> MAIN =
            Collections.unmodifiableSet(
                    EnumSet.of(
                            Quantity.AIR_TEMPERATURE_CELSIUS,
                            Quantity.RELATIVE_HUMIDITY_PERCENT,
                            Quantity.HEAT_INDEX_CELSIUS,
                            Quantity.WIND_SPEED_METRES_PER_SECOND,
                            Quantity.WIND_GUST_METRES_PER_SECOND,
                            Quantity.PRECIPITATION_MILLIMETRES,
                            Quantity.SNOW_DEPTH_CENTIMETRES,
                            Quantity.PRESSURE_HECTOPASCALS));

    private final PlaceStore places;
    private final PaneStore panes;
    private final Clock clock;

    public GetSummary(PlaceStore places, Database database, Clock clock) {
        this.places = places;
        this.panes = new PaneStore(database);
        this.clock = clock;
    }

    /** The answer; a span without panes is null, a day without is absent. */
    record Summary(
            String placeId,
            String timeZone,
            Instant latestAt,
            Point lastHour,
            Point today,
            List<Point> days,
            Map<String, String> units,
            Map<String, String> methods) {}

    @Override
    public String path() {
        return "/v1/places/{id}/summary";
    }

    @Override
    public Set<String> parameters() {
        return Display.parametersAnd("tz");
    }

    @Override
    public Reply answer(Request request) {
        Display display = Display.of(request);
        ZoneId asked = Zones.asked(request).orElse(null);
        Place place = places.require(request.variable("id"));
        ZoneId zone = asked == null ? Zones.of(place) : asked;
        Instant latest = Latest.of(place, clock.instant());
        Instant end = Latest.endOf(Tier.MINUTE, place, clock.instant());
        Instant today = latest.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        return Reply.json(
                new Summary(
                        place.placeId(),
                        zone.getId(),
                        place.latestAt(),
                        span(place, new TimeRange(end.minus(HOUR), end), display),
                        span(place, new TimeRange(today, end), display),
                        days(place, zone, today, display),
                        display.codes(Quantities.names(MAIN)),
                        Methods.ofNames(Quantities.names(MAIN))));
    }

    private Point span(Place place, TimeRange range, Display display) {
        List<Pane> parts = panes.cover(place.placeId(), range, MAIN);
        return parts.isEmpty()
                ? null
                : point(new Bucket(range.start(), range.end()), PaneSum.of(parts), display);
    }

    private List<Point> days(Place place, ZoneId zone, Instant today, Display display) {
        Instant from =
                today.atZone(zone).toLocalDate().minusDays(DAYS).atStartOfDay(zone).toInstant();
        Buckets days = CalendarBuckets.of(zone, CalendarUnit.DAY, from, today);
        List<Pane> parts =
                panes.panes(
                        place.placeId(),
                        new RangePlan.Segment(days.tier(), from, today),
                        MAIN,
                        DAYS * days.maxPanes(days.tier()));
        return PaneBuckets.cut(parts, days).entrySet().stream()
                .map(day -> point(Bucket.at(day.getKey(), days), day.getValue(), display))
                .toList();
    }

    /** With the quantities that have values. */
    private static Point point(Bucket span, PaneSum sum, Display display) {
        Set<Quantity> measured =
                MAIN.stream()
                        .filter(quantity -> sum.stats(quantity).count() > 0)
                        .collect(Collectors.toUnmodifiableSet());
        return new Point(
                        span.start(),
                        span.end(),
                        sum.observations(),
                        sum.coverage(span.seconds()),
                        Value.of(sum, measured),
                        sum.asOf(),
                        sum.revision())
                .shown(display);
    }
}
